import FormField from "@cloudscape-design/components/form-field";
import type { TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { User } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { Instant } from "../../components/instant.tsx";
import { markerOf, useListPlace } from "../../components/list/list-place.ts";
import { TiesTable } from "../../components/list/ties-table.tsx";
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
  return (
    <TiesTable
      title={t("group.users.title")}
      description={t("group.users.description")}
      columns={columns}
      rows={data?.users ?? []}
      keyOf={({ userName }) => userName}
      nameOf={({ userName }) => userName}
      choosing={{
        group: t("group.users.selection"),
        all: t("group.users.selectAll"),
        one: (userName) => t("group.users.select", { userName }),
        first: t("group.users.selectFirst"),
      }}
      none={{ title: t("group.users.none.title"), text: t("group.users.none.text") }}
      adding={{
        action: t("group.users.add"),
        denied: denied["iam:AddUserToGroup"],
        dialog: ({ done, dismiss }) => (
          <AddMembers
            groupName={groupName}
            onAdded={(count) => done(tCount("group.users.added", count))}
            onDismiss={dismiss}
          />
        ),
      }}
      removing={{
        action: t("group.users.remove"),
        denied: () => denied["iam:RemoveUserFromGroup"],
        title: t("group.users.removeTitle", { groupName }),
        text: (users) => t("group.users.removeText", { users }),
        remove: ({ userName }) => call("RemoveUserFromGroup", { groupName, userName }),
        done: (count) => tCount("group.users.removed", count),
      }}
      paging={{ place, answer: data, loading, turnTo }}
      problem={error === undefined ? undefined : <Problem error={error} onRetry={reload} />}
      onChanged={() => {
        restart();
        reload();
      }}
    />
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
