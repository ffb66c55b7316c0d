import Button from "@cloudscape-design/components/button";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { Output } from "../../api/types.ts";
import { Instant } from "../../components/instant.tsx";
import type { ListPreferences } from "../../components/list/preferences.ts";
import { t } from "../../i18n/t.ts";
import { readEvent, type TrailEvent } from "./trail-event.ts";

export type ListedEvent = Output<"ListEvents">["events"][number];
export type EventRow = ListedEvent & TrailEvent;

export const toRow = (listed: ListedEvent): EventRow => ({
  ...listed,
  ...readEvent(listed.event),
});

export type EventColumn = TableProps.ColumnDefinition<EventRow> & {
  readonly id: string;
  readonly header: string;
};

/** `open` shows the whole record. */
export function eventColumns(open: (row: EventRow) => void): readonly EventColumn[] {
  return [
    {
      id: "name",
      header: t("eventHistory.column.name"),
      cell: (row) => (
        <Button
          variant="inline-link"
          ariaLabel={t("eventHistory.open", { name: row.name })}
          onClick={() => open(row)}
        >
          {row.name}
        </Button>
      ),
      isRowHeader: true,
      minWidth: 160,
    },
    {
      id: "time",
      header: t("eventHistory.column.time"),
      cell: ({ eventTime }) => <Instant at={eventTime} />,
      minWidth: 180,
    },
    {
      id: "user",
      header: t("eventHistory.column.user"),
      cell: ({ user }) => user ?? t("state.none"),
      minWidth: 120,
    },
    {
      id: "error",
      header: t("eventHistory.column.error"),
      cell: ({ error }) =>
        error === undefined ? (
          t("state.none")
        ) : (
          <StatusIndicator type="error">{error}</StatusIndicator>
        ),
      minWidth: 160,
    },
    {
      id: "address",
      header: t("eventHistory.column.address"),
      cell: ({ address }) => address,
      minWidth: 130,
    },
    {
      id: "mfa",
      header: t("eventHistory.column.mfa"),
      cell: ({ mfa }) => (mfa === undefined ? t("state.none") : t(`eventHistory.mfa.${mfa}`)),
      minWidth: 100,
    },
    {
      id: "source",
      header: t("eventHistory.column.source"),
      cell: ({ source }) => source,
      minWidth: 160,
    },
    {
      id: "accessKeyId",
      header: t("eventHistory.column.accessKeyId"),
      cell: ({ accessKeyId }) => accessKeyId ?? t("state.none"),
      minWidth: 180,
    },
  ];
}

/** What the event's name mostly tells already, and what few have. */
const hiddenAtFirst = ["source", "accessKeyId"];

export const defaultEventPreferences: ListPreferences = {
  pageSize: 20,
  wrapLines: false,
  contentDensity: "comfortable",
  contentDisplay: eventColumns(() => {}).map(({ id }) => ({
    id,
    visible: !hiddenAtFirst.includes(id),
  })),
};
