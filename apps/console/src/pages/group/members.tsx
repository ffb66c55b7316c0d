import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { User } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Instant } from "../../components/instant.tsx";
import { markerOf, useListPlace } from "../../components/list/list-place.ts";
import { MarkerPagination } from "../../components/list/marker-pagination.tsx";
import { UserPicker } from "../../components/pickers.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t, tCount } from "../../i18n/t.ts";
import { toUser } from "../../routes.ts";

const columns: readonly TableProps.ColumnDefinition<User>[] = [
  {
    id: "userName",
    header: t("group.users.column.userName"),
    cell: ({ userName }) => <AppLink href={toUser(userName)}>{userName}</AppLink>,
    isRowHeader: true,
    minWidth: 160,
  },
  {
    id: "path",
    header: t("group.users.column.path"),
    cell: ({ path }) => path,
    minWidth: 100,
  },
  {
    id: "createDate",
    header: t("group.users.column.createDate"),
    cell: ({ createDate }) => <Instant at={createDate} />,
    minWidth: 200,
  },
];

const nobody: readonly User[] = [];
const usersPerPage = 20;

export function Members({ groupName }: { readonly groupName: string }) {
  const { denied } = useConsole();
  const { place, turnTo, restart } = useListPlace();
  const marker = markerOf(place);
  const { data, error, loading, reload } = useQuery("GetGroup", {
    groupName,
    maxItems: usersPerPage,
    ...(marker === undefined ? {} : { marker }),
  });
  const [selected, setSelected] = useState(nobody);
  const [dialog, setDialog] = useState<"add" | "remove">();
  const flash = useFlash();
  const close = () => setDialog(undefined);

  function done(message: string) {
    flash.show({ type: "success", content: message });
    close();
    setSelected(nobody);
    restart();
    reload();
  }

  const addButton = (
    <GatedButton denied={denied["iam:AddUserToGroup"]} onClick={() => setDialog("add")}>
      {t("group.users.add")}
    </GatedButton>
  );

  return (
    <>
      <Table
        trackBy="userName"
        columnDefinitions={columns}
        items={data?.users ?? nobody}
        loading={loading && data === undefined}
        loadingText={t("loading.content")}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        ariaLabels={{
          tableLabel: t("group.users.title"),
          selectionGroupLabel: t("group.users.selection"),
          allItemsSelectionLabel: () => t("group.users.selectAll"),
          itemSelectionLabel: (_selection, { userName }) => t("group.users.select", { userName }),
        }}
        header={
          <Header
            variant="h2"
            description={t("group.users.description")}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <GatedButton
                  denied={
                    denied["iam:RemoveUserFromGroup"] ??
                    (selected.length === 0 ? t("group.users.selectFirst") : undefined)
                  }
                  onClick={() => setDialog("remove")}
                >
                  {t("group.users.remove")}
                </GatedButton>
                {addButton}
              </SpaceBetween>
            }
          >
            {t("group.users.title")}
          </Header>
        }
        pagination={
          <MarkerPagination
            place={place}
            answer={data}
            disabled={loading}
            onTurn={(page, next) => {
              setSelected(nobody);
              turnTo(page, next);
            }}
          />
        }
        empty={
          error === undefined ? (
            <EmptyState
              title={t("group.users.none.title")}
              text={t("group.users.none.text")}
              action={addButton}
            />
          ) : (
            <Problem error={error} onRetry={reload} />
          )
        }
      />
      {dialog === "add" ? (
        <AddMembers
          groupName={groupName}
          onAdded={(count) => done(tCount("group.users.added", count))}
          onDismiss={close}
        />
      ) : null}
      {dialog === "remove" ? (
        <RemoveMembers
          groupName={groupName}
          userNames={selected.map((user) => user.userName)}
          onRemoved={(count) => done(tCount("group.users.removed", count))}
          onDismiss={close}
        />
      ) : null}
    </>
  );
}

function AddMembers(props: {
  readonly groupName: string;
  readonly onAdded: (count: number) => void;
  readonly onDismiss: () => void;
}) {
  const { groupName, onAdded, onDismiss } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <FormDialog
      title={t("group.users.addTitle", { groupName })}
      submitText={t("group.users.add")}
      submitDisabled={chosen.length === 0}
      fields={["userName"]}
      onSubmit={async () => {
        for (const userName of chosen) await call("AddUserToGroup", { groupName, userName });
        onAdded(chosen.length);
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("group.users.addLabel")}
          errorText={errors.at("userName")}
          stretch={true}
        >
          <UserPicker selected={chosen} onChange={setChosen} />
        </FormField>
      )}
    </FormDialog>
  );
}

function RemoveMembers(props: {
  readonly groupName: string;
  readonly userNames: readonly string[];
  readonly onRemoved: (count: number) => void;
  readonly onDismiss: () => void;
}) {
  const { groupName, userNames, onRemoved, onDismiss } = props;
  return (
    <FormDialog
      title={t("group.users.removeTitle", { groupName })}
      submitText={t("group.users.remove")}
      fields={[]}
      onSubmit={async () => {
        for (const userName of userNames)
          await call("RemoveUserFromGroup", { groupName, userName });
        onRemoved(userNames.length);
      }}
      onDismiss={onDismiss}
    >
      {() => t("group.users.removeText", { users: userNames.join(", ") })}
    </FormDialog>
  );
}
