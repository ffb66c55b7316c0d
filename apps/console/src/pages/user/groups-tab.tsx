import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Group } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { GroupPicker } from "../../components/pickers.tsx";
import { t, tCount } from "../../i18n/t.ts";
import { toGroup } from "../../routes.ts";
import type { UserTabProps } from "./tab-props.ts";

const columns: readonly TableProps.ColumnDefinition<Group>[] = [
  {
    id: "groupName",
    header: t("user.groups.name"),
    cell: ({ groupName }) => <AppLink href={toGroup(groupName)}>{groupName}</AppLink>,
    isRowHeader: true,
    minWidth: 160,
  },
  { id: "path", header: t("user.groups.path"), cell: ({ path }) => path, minWidth: 100 },
  { id: "arn", header: t("user.groups.arn"), cell: ({ arn }) => arn, minWidth: 240 },
];

const none: readonly Group[] = [];

export function GroupsTab({ detail, onChanged }: UserTabProps) {
  const { user, groups, denied } = detail;
  const { userName } = user;
  const [selected, setSelected] = useState(none);
  const [dialog, setDialog] = useState<"add" | "remove">();
  const flash = useFlash();

  function done(message: string) {
    flash.show({ type: "success", content: message });
    setDialog(undefined);
    setSelected(none);
    onChanged();
  }

  const addButton = (
    <GatedButton denied={denied["iam:AddUserToGroup"]} onClick={() => setDialog("add")}>
      {t("user.groups.add")}
    </GatedButton>
  );

  return (
    <>
      <Table
        trackBy="groupName"
        columnDefinitions={columns}
        items={groups}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={(event) => setSelected(event.detail.selectedItems)}
        ariaLabels={{
          tableLabel: t("user.groups.title"),
          selectionGroupLabel: t("user.groups.selection"),
          allItemsSelectionLabel: () => t("user.groups.selectAll"),
          itemSelectionLabel: (_selection, { groupName }) => t("user.groups.select", { groupName }),
        }}
        header={
          <Header
            variant="h2"
            counter={`(${groups.length})`}
            description={t("user.groups.description", { userName })}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <GatedButton
                  denied={
                    denied["iam:RemoveUserFromGroup"] ??
                    (selected.length === 0 ? t("user.groups.selectFirst") : undefined)
                  }
                  onClick={() => setDialog("remove")}
                >
                  {t("user.groups.remove")}
                </GatedButton>
                {addButton}
              </SpaceBetween>
            }
          >
            {t("user.groups.title")}
          </Header>
        }
        empty={
          <EmptyState
            title={t("user.groups.none.title")}
            text={t("user.groups.none.text", { userName })}
            action={addButton}
          />
        }
      />
      {dialog === "add" ? (
        <AddToGroups
          userName={userName}
          joined={groups}
          onAdded={(count) => done(tCount("user.groups.added", count))}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "remove" ? (
        <RemoveFromGroups
          userName={userName}
          groups={selected}
          onRemoved={() => done(tCount("user.groups.removed", selected.length))}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
    </>
  );
}

function AddToGroups(props: {
  readonly userName: string;
  readonly joined: readonly Group[];
  readonly onAdded: (count: number) => void;
  readonly onDismiss: () => void;
}) {
  const { userName, joined, onAdded, onDismiss } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <FormDialog
      title={t("user.groups.addTitle", { userName })}
      submitText={t("user.groups.add")}
      submitDisabled={chosen.length === 0}
      fields={["groupName"]}
      onSubmit={async () => {
        for (const groupName of chosen) await call("AddUserToGroup", { groupName, userName });
        onAdded(chosen.length);
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("user.groups.addLabel")}
          errorText={errors.at("groupName")}
          stretch={true}
        >
          <GroupPicker
            selected={chosen}
            exclude={new Set(joined.map((group) => group.groupName))}
            onChange={setChosen}
          />
        </FormField>
      )}
    </FormDialog>
  );
}

function RemoveFromGroups(props: {
  readonly userName: string;
  readonly groups: readonly Group[];
  readonly onRemoved: () => void;
  readonly onDismiss: () => void;
}) {
  const { userName, groups, onRemoved, onDismiss } = props;
  const names = groups.map((group) => group.groupName);
  return (
    <FormDialog
      title={t("user.groups.removeTitle", { userName })}
      submitText={t("user.groups.remove")}
      fields={[]}
      onSubmit={async () => {
        for (const groupName of names) await call("RemoveUserFromGroup", { groupName, userName });
        onRemoved();
      }}
      onDismiss={onDismiss}
    >
      {() => t("user.groups.removeText", { groups: names.join(", ") })}
    </FormDialog>
  );
}
