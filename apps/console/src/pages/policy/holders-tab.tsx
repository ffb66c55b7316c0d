import FormField from "@cloudscape-design/components/form-field";
import type { TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { deniedAll } from "../../components/denied.ts";
import { DeniedState } from "../../components/denied-state.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { firstPlace, markerOf, turned } from "../../components/list/list-place.ts";
import { TiesTable } from "../../components/list/ties-table.tsx";
import { actionOf, change, type Holder } from "../../components/permissions/holder.ts";
import { GroupPicker, RolePicker, UserPicker } from "../../components/pickers.tsx";
import { Problem } from "../../components/problem.tsx";
import { t, tCount } from "../../i18n/t.ts";
import { toGroup, toRole, toUser } from "../../routes.ts";
import type { PolicyTabProps } from "./tab-props.ts";

const addressOf = { user: toUser, group: toGroup, role: toRole } as const;

const columns: readonly TableProps.ColumnDefinition<Holder>[] = [
  {
    id: "name",
    header: t("policy.holders.column.name"),
    cell: ({ kind, name }) => <AppLink href={addressOf[kind](name)}>{name}</AppLink>,
    isRowHeader: true,
    minWidth: 200,
  },
  {
    id: "kind",
    header: t("policy.holders.column.kind"),
    cell: ({ kind }) => t(`policy.holders.${kind}`),
    minWidth: 100,
  },
];

const kinds = ["group", "user", "role"] as const;
export function HoldersTab({ detail, onChanged }: PolicyTabProps) {
  const { policy, denied } = detail;
  const { policyName, arn: policyArn } = policy;
  const [place, setPlace] = useState(firstPlace);
  const marker = markerOf(place);
  const hidden = denied["iam:ListEntitiesForPolicy"];
  const { data, error, loading, reload } = useQuery(
    "ListEntitiesForPolicy",
    hidden === undefined
      ? { policyArn, maxItems: 20, ...(marker === undefined ? {} : { marker }) }
      : undefined,
  );
  const holders: readonly Holder[] = [
    ...(data?.policyGroups ?? []).map(({ groupName: name }) => ({ kind: "group", name }) as const),
    ...(data?.policyUsers ?? []).map(({ userName: name }) => ({ kind: "user", name }) as const),
    ...(data?.policyRoles ?? []).map(({ roleName: name }) => ({ kind: "role", name }) as const),
  ];
  return (
    <TiesTable
      title={t("policy.holders.title")}
      description={t("policy.holders.description")}
      columns={columns}
      rows={holders}
      keyOf={({ kind, name }) => `${kind} ${name}`}
      nameOf={({ name }) => name}
      choosing={{
        group: t("policy.holders.selection"),
        all: t("policy.holders.selectAll"),
        one: (name) => t("policy.holders.select", { name }),
        first: t("policy.holders.selectFirst"),
      }}
      none={{ title: t("policy.holders.none.title"), text: t("policy.holders.none.text") }}
      adding={{
        action: t("policy.holders.attach"),
        denied: deniedAll(
          denied,
          kinds.map((kind) => actionOf({ kind, name: "" }, "Attach")),
        ),
        dialog: ({ done, dismiss }) => (
          <Attach
            policyName={policyName}
            policyArn={policyArn}
            denied={denied}
            onAttached={(count) => done(tCount("policy.holders.attached", count))}
            onDismiss={dismiss}
          />
        ),
      }}
      removing={{
        action: t("policy.holders.detach"),
        denied: (chosen) => detachDenied(denied, chosen),
        title: t("policy.holders.detachTitle", { policyName }),
        text: (names) => t("policy.holders.detachText", { names }),
        remove: (holder) => change.detach(holder, policyArn),
        done: () => t("policy.holders.detached", { policyName }),
      }}
      paging={{
        place,
        answer: data,
        loading,
        turnTo: (page, next) => setPlace({ ...place, ...turned(place, page, next) }),
      }}
      problem={problemOf(hidden, error, reload)}
      onChanged={() => {
        setPlace(firstPlace);
        reload();
        onChanged();
      }}
    />
  );
}

function problemOf(hidden: string | undefined, error: unknown, reload: () => void) {
  if (hidden !== undefined) return <DeniedState reason={hidden} />;
  return error === undefined ? undefined : <Problem error={error} onRetry={reload} />;
}

function detachDenied(
  denied: Readonly<Record<string, string>>,
  selected: readonly Holder[],
): string | undefined {
  return selected
    .map((holder) => denied[actionOf(holder, "Detach")])
    .find((reason) => reason !== undefined);
}

function Attach(props: {
  readonly policyName: string;
  readonly policyArn: string;
  readonly denied: Readonly<Record<string, string>>;
  readonly onAttached: (count: number) => void;
  readonly onDismiss: () => void;
}) {
  const { policyName, policyArn, denied, onAttached, onDismiss } = props;
  const [groups, setGroups] = useState<readonly string[]>([]);
  const [users, setUsers] = useState<readonly string[]>([]);
  const [roles, setRoles] = useState<readonly string[]>([]);
  const chosen: readonly Holder[] = [
    ...groups.map((name) => ({ kind: "group", name }) as const),
    ...users.map((name) => ({ kind: "user", name }) as const),
    ...roles.map((name) => ({ kind: "role", name }) as const),
  ];
  return (
    <FormDialog
      title={t("policy.holders.attachTitle", { policyName })}
      submitText={t("policy.holders.attach")}
      submitDisabled={chosen.length === 0}
      fields={[]}
      onSubmit={async () => {
        for (const holder of chosen) await change.attach(holder, policyArn);
        onAttached(chosen.length);
      }}
      onDismiss={onDismiss}
    >
      {() => (
        <>
          <FormField label={t("policy.holders.groups")} stretch={true}>
            {denied["iam:AttachGroupPolicy"] ?? (
              <GroupPicker selected={groups} onChange={setGroups} />
            )}
          </FormField>
          <FormField label={t("policy.holders.users")} stretch={true}>
            {denied["iam:AttachUserPolicy"] ?? <UserPicker selected={users} onChange={setUsers} />}
          </FormField>
          <FormField label={t("policy.holders.roles")} stretch={true}>
            {denied["iam:AttachRolePolicy"] ?? <RolePicker selected={roles} onChange={setRoles} />}
          </FormField>
        </>
      )}
    </FormDialog>
  );
}
