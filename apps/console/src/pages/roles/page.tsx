import { useNavigate } from "react-router";
import { GatedButton } from "../../components/gated-button.tsx";
import { ListPage } from "../../components/list/list-page.tsx";
import { useListing } from "../../components/list/use-listing.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toCreateRole } from "../../routes.ts";
import { defaultRolePreferences, roleColumns } from "./config.tsx";

export function RolesPage() {
  const { denied, accountId } = useConsole();
  const listing = useListing("ListRoleSummaries", {
    list: "roles",
    defaults: defaultRolePreferences,
    denied: denied["iam:ListRoles"],
  });
  const navigate = useNavigate();

  return (
    <ListPage
      words="roles"
      listing={listing}
      rows={listing.data?.roles}
      trackBy="roleName"
      columns={roleColumns(accountId)}
      fixedColumn="roleName"
      add={
        <GatedButton
          variant="primary"
          denied={denied["iam:CreateRole"]}
          onClick={() => void navigate(toCreateRole())}
        >
          {t("roles.create")}
        </GatedButton>
      }
    />
  );
}
