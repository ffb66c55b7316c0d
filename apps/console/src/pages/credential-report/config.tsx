import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { CredentialSummary } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { Instant } from "../../components/instant.tsx";
import type { ListPreferences } from "../../components/list/preferences.ts";
import { formatAgo } from "../../format.ts";
import { t } from "../../i18n/t.ts";
import { toUser } from "../../routes.ts";

export type CredentialColumn = TableProps.ColumnDefinition<CredentialSummary> & {
  readonly id: string;
  readonly header: string;
};

export const concerns = ["noMfa", "oldKey", "unusedPassword"] as const;
export type Concern = (typeof concerns)[number];

export function concernFrom(text: string | undefined): Concern | undefined {
  return concerns.find((concern) => concern === text);
}

export const credentialColumns: readonly CredentialColumn[] = [
  {
    id: "userName",
    header: t("credentialReport.column.userName"),
    cell: ({ userName }) => (
      <AppLink href={toUser(userName, "security_credentials")}>{userName}</AppLink>
    ),
    isRowHeader: true,
    minWidth: 140,
  },
  {
    id: "mfa",
    header: t("credentialReport.column.mfa"),
    cell: (user) => <MfaCell user={user} />,
    minWidth: 110,
  },
  {
    id: "mfaLastUsed",
    header: t("credentialReport.column.mfaLastUsed"),
    cell: ({ mfa, mfaLastUsedAt }) =>
      mfa.length === 0 ? t("state.none") : <Use at={mfaLastUsedAt} />,
    minWidth: 130,
  },
  {
    id: "password",
    header: t("credentialReport.column.password"),
    cell: ({ consoleAccess, passwordUnused }) => {
      if (!passwordUnused) return t(consoleAccess ? "state.enabled" : "state.disabled");
      return <StatusIndicator type="warning">{t("credentialReport.unused")}</StatusIndicator>;
    },
    minWidth: 110,
  },
  {
    id: "passwordLastUsed",
    header: t("credentialReport.column.passwordLastUsed"),
    cell: ({ consoleAccess, passwordLastUsedAt }) =>
      consoleAccess ? <Use at={passwordLastUsedAt} /> : t("state.none"),
    minWidth: 150,
  },
  {
    id: "passwordChanged",
    header: t("credentialReport.column.passwordChanged"),
    cell: ({ passwordChangedAt }) =>
      passwordChangedAt === undefined ? (
        t("state.none")
      ) : (
        <Instant at={passwordChangedAt} style="ago" />
      ),
    minWidth: 150,
  },
  {
    id: "keys",
    header: t("credentialReport.column.keys"),
    cell: ({ keys }) => <KeysCell keys={keys} />,
    minWidth: 150,
  },
  {
    id: "keyLastUsed",
    header: t("credentialReport.column.keyLastUsed"),
    cell: ({ keys }) =>
      keys.length === 0
        ? t("state.none")
        : keys.map(({ createDate, lastUsedAt }) => (
            <div key={createDate}>
              <Use at={lastUsedAt} />
            </div>
          )),
    minWidth: 130,
  },
  {
    id: "createDate",
    header: t("credentialReport.column.createDate"),
    cell: ({ createDate }) => <Instant at={createDate} />,
    minWidth: 180,
  },
];

const shownAtFirst = ["userName", "mfa", "password", "passwordLastUsed", "keys", "keyLastUsed"];

export const defaultCredentialPreferences: ListPreferences = {
  pageSize: 20,
  wrapLines: false,
  contentDensity: "comfortable",
  contentDisplay: credentialColumns.map(({ id }) => ({ id, visible: shownAtFirst.includes(id) })),
};

function Use({ at }: { readonly at: string | undefined }) {
  return at === undefined ? t("state.never") : <Instant at={at} style="ago" />;
}

/** Whoever can sign in with a password alone is the one to worry about. */
function MfaCell({ user }: { readonly user: CredentialSummary }) {
  if (user.mfa.length > 0) {
    const kinds = [...new Set(user.mfa)].map((kind) => t(`mfaKind.${kind}`));
    const count = user.mfa.length > 1 ? ` (${user.mfa.length})` : "";
    return (
      <StatusIndicator type="success">
        {kinds.join(", ")}
        {count}
      </StatusIndicator>
    );
  }
  if (!user.consoleAccess) return t("mfaKind.none");
  return <StatusIndicator type="warning">{t("mfaKind.none")}</StatusIndicator>;
}

function KeysCell({ keys }: Pick<CredentialSummary, "keys">) {
  if (keys.length === 0) return t("state.none");
  return keys.map(({ createDate, active, old }) => {
    const status = t(active ? "credentialReport.key.active" : "credentialReport.key.inactive");
    const age = formatAgo(createDate, Date.now());
    const words = t("credentialReport.key.age", { status, age });
    return (
      <div key={createDate}>
        {old ? <StatusIndicator type="warning">{words}</StatusIndicator> : words}
      </div>
    );
  });
}
