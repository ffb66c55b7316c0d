import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { UserSummary } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { Instant } from "../../components/instant.tsx";
import type { ListPreferences } from "../../components/list/preferences.ts";
import { formatAge } from "../../format.ts";
import { t } from "../../i18n/t.ts";
import { toGroup, toUser } from "../../routes.ts";

export type UserColumn = TableProps.ColumnDefinition<UserSummary> & {
  readonly id: string;
  readonly header: string;
};

/** `sortingField` stands only where the server can sort. */
export const userColumns: readonly UserColumn[] = [
  {
    id: "userName",
    header: t("users.column.userName"),
    cell: (user) => <AppLink href={toUser(user.userName)}>{user.userName}</AppLink>,
    sortingField: "userName",
    isRowHeader: true,
    minWidth: 140,
  },
  {
    id: "groups",
    header: t("users.column.groups"),
    cell: (user) => <GroupLinks names={user.groups} />,
    minWidth: 160,
  },
  {
    id: "lastActivity",
    header: t("users.column.lastActivity"),
    cell: ({ lastActivity }) =>
      lastActivity === undefined ? t("state.never") : <Instant at={lastActivity} style="ago" />,
    minWidth: 120,
  },
  {
    id: "mfa",
    header: t("users.column.mfa"),
    cell: (user) => <MfaCell user={user} />,
    minWidth: 110,
  },
  {
    id: "passwordAge",
    header: t("users.column.passwordAge"),
    cell: ({ passwordAge }) =>
      passwordAge === undefined ? t("state.none") : formatAge(passwordAge),
    minWidth: 120,
  },
  {
    id: "activeKeyAge",
    header: t("users.column.activeKeyAge"),
    cell: ({ activeKeyAge }) =>
      activeKeyAge === undefined ? t("state.none") : formatAge(activeKeyAge),
    minWidth: 130,
  },
  {
    id: "consoleAccess",
    header: t("users.column.consoleAccess"),
    cell: ({ consoleAccess }) => t(consoleAccess ? "state.enabled" : "state.disabled"),
    minWidth: 130,
  },
  {
    id: "path",
    header: t("users.column.path"),
    cell: ({ path }) => path,
    minWidth: 100,
  },
  {
    id: "createDate",
    header: t("users.column.createDate"),
    cell: ({ createDate }) => <Instant at={createDate} />,
    sortingField: "createDate",
    minWidth: 180,
  },
  {
    id: "arn",
    header: t("users.column.arn"),
    cell: ({ arn }) => arn,
    minWidth: 240,
  },
];

const shownAtFirst = ["userName", "groups", "lastActivity", "mfa", "passwordAge", "activeKeyAge"];

export const defaultUserPreferences: ListPreferences = {
  pageSize: 20,
  wrapLines: false,
  contentDensity: "comfortable",
  contentDisplay: userColumns.map(({ id }) => ({ id, visible: shownAtFirst.includes(id) })),
};

const groupsInCell = 2;

function GroupLinks({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return t("state.none");
  const more = names.length - groupsInCell;
  return (
    <>
      {names.slice(0, groupsInCell).map((name, index) => (
        <span key={name}>
          {index > 0 ? ", " : null}
          <AppLink href={toGroup(name)}>{name}</AppLink>
        </span>
      ))}
      {more > 0 ? ` ${t("users.moreGroups", { count: more })}` : null}
    </>
  );
}

/** Whoever can sign in with a password alone is the one to worry about. */
function MfaCell({ user }: { readonly user: UserSummary }) {
  if (user.mfa.length > 0) {
    const kinds = [...new Set(user.mfa)].map((kind) => t(`mfaKind.${kind}`));
    return <StatusIndicator type="success">{kinds.join(", ")}</StatusIndicator>;
  }
  if (!user.consoleAccess) return t("mfaKind.none");
  return <StatusIndicator type="warning">{t("mfaKind.none")}</StatusIndicator>;
}
