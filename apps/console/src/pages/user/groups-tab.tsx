import FormField from "@cloudscape-design/components/form-field";
import type { TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Group } from "../../api/types.ts";
import { AppLink } from "../../components/app-link.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { TiesTable } from "../../components/list/ties-table.tsx";
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

export function GroupsTab({ detail, onChanged }: UserTabProps) {
  const { user, groups, denied } = detail;
  const { userName } = user;
  return (
    <TiesTable
      title={t("user.groups.title")}
      description={t("user.groups.description", { userName })}
      columns={columns}
      rows={groups}
      keyOf={({ groupName }) => groupName}
      nameOf={({ groupName }) => groupName}
      choosing={{
        group: t("user.groups.selection"),
        all: t("user.groups.selectAll"),
        one: (groupName) => t("user.groups.select", { groupName }),
        first: t("user.groups.selectFirst"),
      }}
      none={{
        title: t("user.groups.none.title"),
        text: t("user.groups.none.text", { userName }),
      }}
      adding={{
        action: t("user.groups.add"),
        denied: denied["iam:AddUserToGroup"],
        dialog: ({ done, dismiss }) => (
          <AddToGroups
            userName={userName}
            joined={groups}
            onAdded={(count) => done(tCount("user.groups.added", count))}
            onDismiss={dismiss}
          />
        ),
      }}
      removing={{
        action: t("user.groups.remove"),
        denied: () => denied["iam:RemoveUserFromGroup"],
        title: t("user.groups.removeTitle", { userName }),
        text: (names) => t("user.groups.removeText", { groups: names }),
        remove: ({ groupName }) => call("RemoveUserFromGroup", { groupName, userName }),
        done: (count) => tCount("user.groups.removed", count),
      }}
      onChanged={onChanged}
    />
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
