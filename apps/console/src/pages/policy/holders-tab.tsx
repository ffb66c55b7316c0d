import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { deniedAll } from "../../components/denied.ts";
import { DeniedState } from "../../components/denied-state.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { type ListPlace, markerOf } from "../../components/list/list-place.ts";
import { MarkerPagination } from "../../components/list/marker-pagination.tsx";
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
const nobody: readonly Holder[] = [];
const firstPlace: ListPlace = {
  namePrefix: "",
  sortBy: undefined,
  descending: false,
  markers: [],
  page: 1,
};

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
  const [selected, setSelected] = useState(nobody);
  const [dialog, setDialog] = useState<"attach" | "detach">();
  const flash = useFlash();
  const holders: readonly Holder[] = [
    ...(data?.policyGroups ?? []).map(({ groupName: name }) => ({ kind: "group", name }) as const),
    ...(data?.policyUsers ?? []).map(({ userName: name }) => ({ kind: "user", name }) as const),
    ...(data?.policyRoles ?? []).map(({ roleName: name }) => ({ kind: "role", name }) as const),
  ];

  function done(message: string) {
    flash.show({ type: "success", content: message });
    setDialog(undefined);
    setSelected(nobody);
    setPlace(firstPlace);
    reload();
    onChanged();
  }

  const attachDenied = deniedAll(
    denied,
    kinds.map((kind) => actionOf({ kind, name: "" }, "Attach")),
  );
  const attachButton = (
    <GatedButton denied={attachDenied} onClick={() => setDialog("attach")}>
      {t("policy.holders.attach")}
    </GatedButton>
  );

  return (
    <>
      <Table
        trackBy={({ kind, name }) => `${kind} ${name}`}
        columnDefinitions={columns}
        items={holders}
        loading={loading && data === undefined}
        loadingText={t("loading.content")}
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={(event) => setSelected(event.detail.selectedItems)}
        ariaLabels={{
          tableLabel: t("policy.holders.title"),
          selectionGroupLabel: t("policy.holders.selection"),
          allItemsSelectionLabel: () => t("policy.holders.selectAll"),
          itemSelectionLabel: (_selection, { name }) => t("policy.holders.select", { name }),
        }}
        header={
          <Header
            variant="h2"
            description={t("policy.holders.description")}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <GatedButton
                  denied={
                    detachDenied(denied, selected) ??
                    (selected.length === 0 ? t("policy.holders.selectFirst") : undefined)
                  }
                  onClick={() => setDialog("detach")}
                >
                  {t("policy.holders.detach")}
                </GatedButton>
                {attachButton}
              </SpaceBetween>
            }
          >
            {t("policy.holders.title")}
          </Header>
        }
        pagination={
          <MarkerPagination
            place={place}
            answer={data}
            disabled={loading}
            onTurn={(page, next) => {
              setSelected(nobody);
              const markers =
                page > place.markers.length + 1 && next !== undefined
                  ? [...place.markers, next]
                  : place.markers;
              setPlace({ ...place, markers, page });
            }}
          />
        }
        empty={
          hidden !== undefined ? (
            <DeniedState reason={hidden} />
          ) : error === undefined ? (
            <EmptyState
              title={t("policy.holders.none.title")}
              text={t("policy.holders.none.text")}
              action={attachButton}
            />
          ) : (
            <Problem error={error} onRetry={reload} />
          )
        }
      />
      {dialog === "attach" ? (
        <Attach
          policyName={policyName}
          policyArn={policyArn}
          denied={denied}
          onAttached={(count) => done(tCount("policy.holders.attached", count))}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "detach" ? (
        <FormDialog
          title={t("policy.holders.detachTitle", { policyName })}
          submitText={t("policy.holders.detach")}
          fields={[]}
          onSubmit={async () => {
            for (const holder of selected) await change.detach(holder, policyArn);
            done(t("policy.holders.detached", { policyName }));
          }}
          onDismiss={() => setDialog(undefined)}
        >
          {() =>
            t("policy.holders.detachText", { names: selected.map(({ name }) => name).join(", ") })
          }
        </FormDialog>
      ) : null}
    </>
  );
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
