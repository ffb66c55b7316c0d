import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { Group } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { LinkedTabs } from "../../components/linked-tabs.tsx";
import { Page } from "../../components/page.tsx";
import { UnloadedPage } from "../../components/unloaded-page.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { groupTabFrom, groupTabs, nameFrom, toGroup, toGroups } from "../../routes.ts";
import { Members } from "./members.tsx";
import { Permissions } from "./permissions.tsx";
import { Summary } from "./summary.tsx";

const DeleteGroup = lazyDialog(async () => (await import("./delete-group.tsx")).DeleteGroup);
const RenameGroup = lazyDialog(async () => (await import("./rename-group.tsx")).RenameGroup);

const trail = [{ text: t("nav.groups"), href: toGroups() }];

export function GroupPage() {
  const groupName = nameFrom(useParams()["name"]);
  const { data, error, reload } = useQuery("GetGroup", { groupName, maxItems: 1 });

  if (data !== undefined) return <LoadedGroup group={data.group} />;
  return (
    <UnloadedPage
      title={groupName}
      trail={trail}
      error={error}
      onRetry={reload}
      missing={{
        text: t("group.notFound", { groupName }),
        list: { href: toGroups(), text: t("group.toGroups") },
      }}
    />
  );
}

/** What each tab shows, by the name it has in the address. */
const tabContents = { users: Members, permissions: Permissions } as const;

function LoadedGroup({ group }: { readonly group: Group }) {
  const { groupName } = group;
  const { denied } = useConsole();
  const tab = groupTabFrom(useSearchParams()[0]);
  const [dialog, setDialog] = useState<"rename" | "delete">();
  const navigate = useNavigate();
  const flash = useFlash();

  return (
    <Page
      title={groupName}
      trail={trail}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <GatedButton denied={denied["iam:UpdateGroup"]} onClick={() => setDialog("rename")}>
            {t("group.rename")}
          </GatedButton>
          <GatedButton denied={denied["iam:DeleteGroup"]} onClick={() => setDialog("delete")}>
            {t("group.delete")}
          </GatedButton>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <Summary group={group} />
        <LinkedTabs
          label={t("group.tabs", { groupName })}
          active={tab}
          tabs={groupTabs.map((id) => {
            const Content = tabContents[id];
            return {
              id,
              label: t(`group.tab.${id}`),
              href: toGroup(groupName, id),
              content: <Content groupName={groupName} arn={group.arn} />,
            };
          })}
        />
      </SpaceBetween>
      {dialog === "rename" ? (
        <RenameGroup
          groupName={groupName}
          onRenamed={(newGroupName) => {
            const content = t("group.renamed", { groupName, newGroupName });
            flash.show({ type: "success", content });
            void navigate(toGroup(newGroupName), { replace: true });
          }}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "delete" ? (
        <DeleteGroup
          groupName={groupName}
          onDeleted={() => {
            flash.show({ type: "success", content: t("group.deleted", { groupName }) });
            void navigate(toGroups(), { replace: true });
          }}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
    </Page>
  );
}
