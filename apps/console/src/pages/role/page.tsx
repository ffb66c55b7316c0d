import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { LinkedTabs } from "../../components/linked-tabs.tsx";
import { Page } from "../../components/page.tsx";
import { UnloadedPage } from "../../components/unloaded-page.tsx";
import { t } from "../../i18n/t.ts";
import { nameFrom, roleTabFrom, roleTabs, toRole, toRoles } from "../../routes.ts";
import { PermissionsTab } from "./permissions-tab.tsx";
import { SessionsTab } from "./sessions-tab.tsx";
import { Summary } from "./summary.tsx";
import type { RoleTabProps } from "./tab-props.ts";
import { TagsTab } from "./tags-tab.tsx";
import { TrustTab } from "./trust-tab.tsx";

const DeleteRole = lazyDialog(async () => (await import("./delete-role.tsx")).DeleteRole);
const EditRole = lazyDialog(async () => (await import("./edit-role.tsx")).EditRole);

const trail = [{ text: t("nav.roles"), href: toRoles() }];

export function RolePage() {
  const roleName = nameFrom(useParams()["name"]);
  const { data, error, reload } = useQuery("GetRoleSummary", { roleName });

  if (data !== undefined) return <LoadedRole detail={data} onChanged={reload} />;
  return (
    <UnloadedPage
      title={roleName}
      trail={trail}
      error={error}
      onRetry={reload}
      missing={{
        text: t("role.notFound", { roleName }),
        list: { href: toRoles(), text: t("role.toRoles") },
      }}
    />
  );
}

/** What each tab shows, by the name it has in the address. */
const tabContents = {
  permissions: PermissionsTab,
  trust: TrustTab,
  tags: TagsTab,
  sessions: SessionsTab,
} as const;

function LoadedRole({ detail, onChanged }: RoleTabProps) {
  const { role, denied } = detail;
  const { roleName } = role;
  const tab = roleTabFrom(useSearchParams()[0]);
  const [dialog, setDialog] = useState<"edit" | "delete">();
  const navigate = useNavigate();
  const flash = useFlash();
  const close = () => setDialog(undefined);

  return (
    <Page
      title={roleName}
      trail={trail}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <GatedButton denied={denied["iam:UpdateRole"]} onClick={() => setDialog("edit")}>
            {t("role.edit")}
          </GatedButton>
          <GatedButton denied={denied["iam:DeleteRole"]} onClick={() => setDialog("delete")}>
            {t("role.delete")}
          </GatedButton>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <Summary detail={detail} />
        <LinkedTabs
          label={t("role.tabs", { roleName })}
          active={tab}
          tabs={roleTabs.map((id) => {
            const Content = tabContents[id];
            return {
              id,
              label: t(`role.tab.${id}`),
              href: toRole(roleName, id),
              content: <Content detail={detail} onChanged={onChanged} />,
            };
          })}
        />
      </SpaceBetween>
      {dialog === "edit" ? (
        <EditRole
          role={role}
          onSaved={() => {
            flash.show({ type: "success", content: t("role.edit.saved", { roleName }) });
            close();
            onChanged();
          }}
          onDismiss={close}
        />
      ) : null}
      {dialog === "delete" ? (
        <DeleteRole
          roleName={roleName}
          onDeleted={() => {
            flash.show({ type: "success", content: t("role.deleted", { roleName }) });
            void navigate(toRoles(), { replace: true });
          }}
          onDismiss={close}
        />
      ) : null}
    </Page>
  );
}
