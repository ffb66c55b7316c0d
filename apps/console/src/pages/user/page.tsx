import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { belongings } from "../../components/belongings.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { LinkedTabs } from "../../components/linked-tabs.tsx";
import { Page } from "../../components/page.tsx";
import { UnloadedPage } from "../../components/unloaded-page.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import {
  nameFrom,
  toSecurityCredentials,
  toUser,
  toUsers,
  userTabFrom,
  userTabs,
} from "../../routes.ts";
import { CredentialsTab } from "./credentials-tab.tsx";
import { GroupsTab } from "./groups-tab.tsx";
import { PermissionsTab } from "./permissions-tab.tsx";
import { Summary } from "./summary.tsx";
import type { UserTabProps } from "./tab-props.ts";
import { TagsTab } from "./tags-tab.tsx";

const DeleteUsers = lazyDialog(
  async () => (await import("../../components/delete-users.tsx")).DeleteUsers,
);
const RevokeSessions = lazyDialog(
  async () => (await import("./revoke-sessions.tsx")).RevokeSessions,
);
const RenameUser = lazyDialog(async () => (await import("./rename-user.tsx")).RenameUser);

const trail = [{ text: t("nav.users"), href: toUsers() }];

export function UserPage() {
  const userName = nameFrom(useParams()["name"]);
  const { data, error, reload } = useQuery("GetUserSummary", { userName });

  if (data !== undefined) return <LoadedUser detail={data} onChanged={reload} />;
  return (
    <UnloadedPage
      title={userName}
      trail={trail}
      error={error}
      onRetry={reload}
      missing={{
        text: t("user.notFound", { userName }),
        list: { href: toUsers(), text: t("user.toUsers") },
      }}
    />
  );
}

/** What each tab shows, by the name it has in the address. */
const tabContents = {
  permissions: PermissionsTab,
  groups: GroupsTab,
  tags: TagsTab,
  security_credentials: CredentialsTab,
} as const;

function LoadedUser({ detail, onChanged }: UserTabProps) {
  const { user, denied, isSelf } = detail;
  const { userName } = user;
  const tab = userTabFrom(useSearchParams()[0]);
  const [dialog, setDialog] = useState<"rename" | "delete" | "revoke">();
  const navigate = useNavigate();
  const flash = useFlash();
  const { reloadContext } = useConsole();
  const close = () => setDialog(undefined);

  return (
    <Page
      title={userName}
      trail={trail}
      description={
        isSelf ? (
          <>
            {t("user.self")}{" "}
            <AppLink href={toSecurityCredentials()}>{t("user.toOwnCredentials")}</AppLink>
          </>
        ) : null
      }
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <GatedButton
            denied={denied["sallyport:RevokeUserSessions"]}
            onClick={() => setDialog("revoke")}
          >
            {t("user.revoke")}
          </GatedButton>
          <GatedButton denied={denied["iam:UpdateUser"]} onClick={() => setDialog("rename")}>
            {t("user.rename")}
          </GatedButton>
          <GatedButton denied={denied["iam:DeleteUser"]} onClick={() => setDialog("delete")}>
            {t("user.delete")}
          </GatedButton>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <Summary detail={detail} />
        <LinkedTabs
          label={t("user.tabs", { userName })}
          active={tab}
          tabs={userTabs.map((id) => {
            const Content = tabContents[id];
            return {
              id,
              label: t(`user.tab.${id}`),
              href: toUser(userName, id),
              content: <Content detail={detail} onChanged={onChanged} />,
            };
          })}
        />
      </SpaceBetween>
      {dialog === "rename" ? (
        <RenameUser
          user={user}
          onRenamed={(newUserName) => {
            flash.show({
              type: "success",
              content: t("user.renamed", { userName, newUserName }),
            });
            if (isSelf) reloadContext();
            void navigate(toUser(newUserName, tab), { replace: true });
          }}
          onDismiss={close}
        />
      ) : null}
      {dialog === "revoke" ? (
        <RevokeSessions
          userName={userName}
          isSelf={isSelf}
          onRevoked={() => {
            flash.show({ type: "success", content: t("user.revoked", { userName }) });
            close();
          }}
          onDismiss={close}
        />
      ) : null}
      {dialog === "delete" ? (
        <DeleteUsers
          users={[
            {
              userName,
              belongings: belongings({
                password: detail.loginProfile !== undefined,
                mfaDevices: detail.mfaDevices.length,
                accessKeys: detail.accessKeys.length,
                groups: detail.groups.length,
                tags: detail.tags.length,
              }),
            },
          ]}
          onDeleted={() => {
            flash.show({ type: "success", content: t("deleteUsers.doneOne", { userName }) });
            void navigate(toUsers(), { replace: true });
          }}
          onDismiss={close}
        />
      ) : null}
    </Page>
  );
}
