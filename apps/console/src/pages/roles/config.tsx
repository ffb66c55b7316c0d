import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { RoleSummary } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { Instant } from "../../components/instant.tsx";
import type { ListPreferences } from "../../components/list/preferences.ts";
import { trustedWords } from "../../components/trusted-words.ts";
import { t } from "../../i18n/t.ts";
import { toRole } from "../../routes.ts";

export type RoleColumn = TableProps.ColumnDefinition<RoleSummary> & {
  readonly id: string;
  readonly header: string;
};

/** Whom a role trusts is told from where the reader stands. */
export function roleColumns(accountId: string): readonly RoleColumn[] {
  return [
    {
      id: "roleName",
      header: t("roles.column.roleName"),
      cell: ({ roleName }) => <AppLink href={toRole(roleName)}>{roleName}</AppLink>,
      isRowHeader: true,
      minWidth: 160,
    },
    {
      id: "trusted",
      header: t("roles.column.trusted"),
      cell: ({ trusted }) =>
        trusted.map((principal) => trustedWords(principal, accountId)).join(", ") ||
        t("roles.trusted.nobody"),
      minWidth: 200,
    },
    {
      id: "mfa",
      header: t("roles.column.mfa"),
      cell: ({ asksForMFA }) => <MfaAsked asked={asksForMFA} />,
      minWidth: 140,
    },
    {
      id: "lastActivity",
      header: t("roles.column.lastActivity"),
      cell: ({ lastUsedAt }) =>
        lastUsedAt === undefined ? t("state.never") : <Instant at={lastUsedAt} style="ago" />,
      minWidth: 140,
    },
    {
      id: "description",
      header: t("roles.column.description"),
      cell: ({ description }) => description || "–",
      minWidth: 200,
    },
    {
      id: "createDate",
      header: t("roles.column.createDate"),
      cell: ({ createDate }) => <Instant at={createDate} />,
      minWidth: 200,
    },
    { id: "path", header: t("roles.column.path"), cell: ({ path }) => path, minWidth: 100 },
    { id: "arn", header: t("roles.column.arn"), cell: ({ arn }) => arn, minWidth: 240 },
  ];
}

export function MfaAsked({ asked }: { readonly asked: boolean }) {
  return asked ? (
    <StatusIndicator type="success">{t("roles.mfa.required")}</StatusIndicator>
  ) : (
    <StatusIndicator type="warning">{t("roles.mfa.notRequired")}</StatusIndicator>
  );
}

const shownAtFirst = ["roleName", "trusted", "mfa", "lastActivity"];

export const defaultRolePreferences: ListPreferences = {
  pageSize: 20,
  wrapLines: false,
  contentDensity: "comfortable",
  contentDisplay: roleColumns("").map(({ id }) => ({ id, visible: shownAtFirst.includes(id) })),
};
