import { useState } from "react";
import { useNavigate } from "react-router";
import type { Input, UserSummary } from "../../api/types.ts";
import { belongings } from "../../components/belongings.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { ListPage } from "../../components/list/list-page.tsx";
import type { ListPlace } from "../../components/list/list-place.ts";
import { useListing } from "../../components/list/use-listing.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t, tCount } from "../../i18n/t.ts";
import { toAddUsers } from "../../routes.ts";
import { defaultUserPreferences, userColumns } from "./config.tsx";

const DeleteUsers = lazyDialog(
  async () => (await import("../../components/delete-users.tsx")).DeleteUsers,
);
const nobody: readonly UserSummary[] = [];

export function UsersPage() {
  const { denied } = useConsole();
  const listing = useListing("ListUserSummaries", {
    list: "users",
    defaults: defaultUserPreferences,
    denied: denied["iam:ListUsers"],
    ask: orderOf,
  });
  const { data, place, arrange, restart, reload } = listing;
  // Whoever searches, sorts or turns the page begins to choose anew: nobody is deleted unseen.
  const [chosen, setChosen] = useState({ place, users: nobody });
  const selected = chosen.place === place ? chosen.users : nobody;
  const [deleting, setDeleting] = useState(false);
  const flash = useFlash();
  const navigate = useNavigate();

  function afterDeletion(userNames: readonly string[]) {
    const [only] = userNames;
    flash.show({
      type: "success",
      content:
        userNames.length === 1 && only !== undefined
          ? t("deleteUsers.doneOne", { userName: only })
          : tCount("deleteUsers.done", userNames.length),
    });
    setDeleting(false);
    setChosen({ place, users: nobody });
    restart();
    reload();
  }

  return (
    <ListPage
      words="users"
      listing={listing}
      rows={data?.users}
      trackBy="userName"
      columns={userColumns}
      fixedColumn="userName"
      selectionType="multi"
      selectedItems={selected}
      onSelectionChange={({ detail }) => setChosen({ place, users: detail.selectedItems })}
      sortingColumn={{ sortingField: place.sortBy ?? "userName" }}
      sortingDescending={place.descending}
      onSortingChange={({ detail: { sortingColumn, isDescending } }) =>
        arrange({ sortBy: sortingColumn.sortingField, descending: isDescending === true })
      }
      ariaLabels={{
        selectionGroupLabel: t("users.selection"),
        allItemsSelectionLabel: () => t("users.selectAll"),
        itemSelectionLabel: (_selection, { userName }) => t("users.select", { userName }),
      }}
      counter={counter(data?.total, selected.length)}
      actions={
        <GatedButton
          denied={
            denied["iam:DeleteUser"] ??
            (selected.length === 0 ? t("users.deleteNothing") : undefined)
          }
          onClick={() => setDeleting(true)}
        >
          {t("users.delete")}
        </GatedButton>
      }
      add={
        <GatedButton
          variant="primary"
          denied={denied["iam:CreateUser"]}
          onClick={() => void navigate(toAddUsers())}
        >
          {t("users.add")}
        </GatedButton>
      }
    >
      {deleting ? (
        <DeleteUsers
          users={selected.map((user) => ({
            userName: user.userName,
            belongings: belongingsOf(user),
          }))}
          onDeleted={afterDeletion}
          onDismiss={() => setDeleting(false)}
        />
      ) : null}
    </ListPage>
  );
}

function orderOf({ sortBy, descending }: ListPlace): Partial<Input<"ListUserSummaries">> {
  return {
    ...(sortBy === "createDate" ? { sortBy } : {}),
    ...(descending ? { descending } : {}),
  };
}

function counter(total: number | undefined, selected: number): string | undefined {
  if (total === undefined) return undefined;
  return selected === 0 ? `(${total})` : `(${selected}/${total})`;
}

function belongingsOf(user: UserSummary): readonly string[] {
  return belongings({
    password: user.consoleAccess,
    mfaDevices: user.mfa.length,
    accessKeys: user.activeKeyAge === undefined ? 0 : 1,
    groups: user.groups.length,
  });
}
