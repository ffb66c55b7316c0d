import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Input, Output, UserSummary } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { belongings } from "../../components/belongings.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { type ListPlace, markerOf, useListPlace } from "../../components/list/list-place.ts";
import { ListSearch } from "../../components/list/list-search.tsx";
import { ListTable } from "../../components/list/list-table.tsx";
import { NothingListed } from "../../components/list/nothing-listed.tsx";
import { useListPreferences } from "../../components/list/preferences.ts";
import { Page } from "../../components/page.tsx";
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
  const { place, arrange, turnTo, restart } = useListPlace();
  const [preferences, setPreferences] = useListPreferences("users", defaultUserPreferences);
  const { data, error, loading, reload } = useQuery(
    "ListUserSummaries",
    denied["iam:ListUsers"] === undefined ? searchFor(place, preferences.pageSize) : undefined,
  );
  const [selected, setSelected] = useState(nobody);
  const [deleting, setDeleting] = useState(false);
  const flash = useFlash();
  const navigate = useNavigate();

  const addButton = (
    <GatedButton
      variant="primary"
      denied={denied["iam:CreateUser"]}
      onClick={() => void navigate(toAddUsers())}
    >
      {t("users.add")}
    </GatedButton>
  );

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
    setSelected(nobody);
    restart();
    reload();
  }

  return (
    <Page title={t("users.title")} heading={false} contentType="table">
      <ListTable
        title={t("users.title")}
        trackBy="userName"
        columns={userColumns}
        fixedColumn="userName"
        rows={data?.users ?? nobody}
        list={{
          answer: data,
          loading,
          place,
          onTurn: (page, marker) => {
            setSelected(nobody);
            turnTo(page, marker);
          },
          preferences,
          onPreferences: (next) => {
            setPreferences(next);
            restart();
          },
          pageSizeLabel: (count) => t("users.pageSize", { count }),
        }}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
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
        header={
          <Header
            variant="awsui-h1-sticky"
            description={t("users.description")}
            counter={counter(data?.total, selected.length)}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel={t("action.refresh")} onClick={reload} />
                <GatedButton
                  denied={
                    denied["iam:DeleteUser"] ??
                    (selected.length === 0 ? t("users.deleteNothing") : undefined)
                  }
                  onClick={() => setDeleting(true)}
                >
                  {t("users.delete")}
                </GatedButton>
                {addButton}
              </SpaceBetween>
            }
          >
            {t("users.title")}
          </Header>
        }
        filter={
          <ListSearch
            label={t("users.find")}
            value={place.namePrefix}
            matches={wholeCount(place, data)}
            onChange={(namePrefix) => {
              setSelected(nobody);
              arrange({ namePrefix });
            }}
          />
        }
        empty={
          <NothingListed
            denied={denied["iam:ListUsers"]}
            error={error}
            onRetry={reload}
            searching={place.namePrefix !== ""}
            onClearSearch={() => arrange({ namePrefix: "" })}
            noMatchText={t("users.noMatch.text", { prefix: place.namePrefix })}
            empty={
              <EmptyState
                title={t("users.empty.title")}
                text={t("users.empty.text")}
                action={addButton}
              />
            }
          />
        }
      />
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
    </Page>
  );
}

function searchFor(place: ListPlace, maxItems: number): Input<"ListUserSummaries"> {
  const marker = markerOf(place);
  return {
    maxItems,
    ...(place.namePrefix === "" ? {} : { namePrefix: place.namePrefix }),
    ...(place.sortBy === "createDate" ? { sortBy: "createDate" } : {}),
    ...(place.descending ? { descending: true } : {}),
    ...(marker === undefined ? {} : { marker }),
  };
}

/** How many match, where one page shows them all. */
function wholeCount(place: ListPlace, data: Output<"ListUserSummaries"> | undefined) {
  return place.page === 1 && data?.isTruncated === false ? data.users.length : undefined;
}

function counter(total: number | undefined, selected: number): string {
  if (total === undefined) return "";
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
