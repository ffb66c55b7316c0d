import type { TableProps } from "@cloudscape-design/components/table";
import type { GroupSummary } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { Instant } from "../../components/instant.tsx";
import type { ListPreferences } from "../../components/list/preferences.ts";
import { t } from "../../i18n/t.ts";
import { toGroup } from "../../routes.ts";

export type GroupColumn = TableProps.ColumnDefinition<GroupSummary> & {
  readonly id: string;
  readonly header: string;
};

export const groupColumns: readonly GroupColumn[] = [
  {
    id: "groupName",
    header: t("groups.column.groupName"),
    cell: ({ groupName }) => <AppLink href={toGroup(groupName)}>{groupName}</AppLink>,
    isRowHeader: true,
    minWidth: 160,
  },
  {
    id: "users",
    header: t("groups.column.users"),
    cell: ({ userCount }) => userCount,
    minWidth: 80,
  },
  {
    id: "createDate",
    header: t("groups.column.createDate"),
    cell: ({ createDate }) => <Instant at={createDate} />,
    minWidth: 200,
  },
  { id: "path", header: t("groups.column.path"), cell: ({ path }) => path, minWidth: 100 },
  { id: "arn", header: t("groups.column.arn"), cell: ({ arn }) => arn, minWidth: 240 },
];

const shownAtFirst = ["groupName", "users", "createDate"];

export const defaultGroupPreferences: ListPreferences = {
  pageSize: 20,
  wrapLines: false,
  contentDensity: "comfortable",
  contentDisplay: groupColumns.map(({ id }) => ({ id, visible: shownAtFirst.includes(id) })),
};
