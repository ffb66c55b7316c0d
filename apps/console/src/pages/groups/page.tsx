import { useState } from "react";
import { useNavigate } from "react-router";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { ListPage } from "../../components/list/list-page.tsx";
import { useListing } from "../../components/list/use-listing.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toGroup } from "../../routes.ts";
import { defaultGroupPreferences, groupColumns } from "./config.tsx";

const CreateGroup = lazyDialog(async () => (await import("./create-group.tsx")).CreateGroup);

export function GroupsPage() {
  const { denied } = useConsole();
  const listing = useListing("ListGroupSummaries", {
    list: "groups",
    defaults: defaultGroupPreferences,
    denied: denied["iam:ListGroups"],
  });
  const [creating, setCreating] = useState(false);
  const navigate = useNavigate();
  const flash = useFlash();

  return (
    <ListPage
      words="groups"
      listing={listing}
      rows={listing.data?.groups}
      trackBy="groupName"
      columns={groupColumns}
      fixedColumn="groupName"
      add={
        <GatedButton
          variant="primary"
          denied={denied["iam:CreateGroup"]}
          onClick={() => setCreating(true)}
        >
          {t("groups.create")}
        </GatedButton>
      }
    >
      {creating ? (
        <CreateGroup
          onCreated={(groupName) => {
            flash.show({ type: "success", content: t("groups.created", { groupName }) });
            void navigate(toGroup(groupName));
          }}
          onDismiss={() => setCreating(false)}
        />
      ) : null}
    </ListPage>
  );
}
