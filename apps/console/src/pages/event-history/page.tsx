import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import { useMemo, useState } from "react";
import type { Input } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { markerOf } from "../../components/list/list-place.ts";
import { ListTable } from "../../components/list/list-table.tsx";
import { NothingListed } from "../../components/list/nothing-listed.tsx";
import { useListPreferences } from "../../components/list/preferences.ts";
import { Page } from "../../components/page.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { defaultEventPreferences, type EventRow, eventColumns, toRow } from "./config.tsx";
import { EventFilters } from "./event-filters.tsx";
import { inputOf, useEventPlace } from "./event-place.ts";

const EventDialog = lazyDialog(async () => (await import("./event-dialog.tsx")).EventDialog);

const none: readonly EventRow[] = [];
const nowhere = { show: undefined, value: "", range: undefined } as const;

/** Who did what, when and from where; refusals included. */
export function EventHistoryPage() {
  const noAccess = useConsole().denied["sallyport:ListEvents"];
  const { search, place, look, turnTo } = useEventPlace();
  const [preferences, setPreferences] = useListPreferences(
    "event-history",
    defaultEventPreferences,
  );
  const [opened, setOpened] = useState<EventRow>();
  const columns = useMemo(() => eventColumns(setOpened), []);
  // A time that moved with every look at the clock would be another question each time.
  const asked = useMemo(() => inputOf(search, Date.now()), [search]);
  const marker = markerOf(place);
  const input: Input<"ListEvents"> = {
    ...asked,
    maxItems: preferences.pageSize,
    ...(marker === undefined ? {} : { marker }),
  };
  const { data, error, loading, reload } = useQuery(
    "ListEvents",
    noAccess === undefined ? input : undefined,
  );
  const searching = search.show !== undefined || search.range !== undefined;
  const rows = useMemo(() => data?.events.map(toRow) ?? none, [data]);

  return (
    <Page title={t("eventHistory.title")} heading={false} contentType="table">
      <ListTable
        title={t("eventHistory.title")}
        trackBy="eventId"
        columns={columns}
        fixedColumn="name"
        rows={rows}
        list={{
          answer: data,
          loading,
          place,
          onTurn: turnTo,
          preferences,
          onPreferences: (next) => {
            setPreferences(next);
            look({});
          },
          pageSizeLabel: (count) => t("eventHistory.pageSize", { count }),
        }}
        header={
          <Header
            variant="awsui-h1-sticky"
            description={t("eventHistory.description")}
            actions={<Button iconName="refresh" ariaLabel={t("action.refresh")} onClick={reload} />}
          >
            {t("eventHistory.title")}
          </Header>
        }
        filter={<EventFilters search={search} onLook={look} />}
        empty={
          <NothingListed
            denied={noAccess}
            error={error}
            onRetry={reload}
            searching={searching}
            onClearSearch={() => look(nowhere)}
            noMatchText={t("eventHistory.noMatch")}
            empty={
              <EmptyState
                title={t("eventHistory.empty.title")}
                text={t("eventHistory.empty.text")}
              />
            }
          />
        }
      />
      {opened !== undefined && <EventDialog row={opened} onDismiss={() => setOpened(undefined)} />}
    </Page>
  );
}
