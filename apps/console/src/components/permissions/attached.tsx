import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import type { AttachedPolicy, Denied } from "../../api/types.ts";
import { t, tCount } from "../../i18n/t.ts";
import { toGroup, toPolicy } from "../../routes.ts";
import { AppLink } from "../app-link.tsx";
import { EmptyState } from "../empty-state.tsx";
import { useFlash } from "../flash.tsx";
import { FormDialog } from "../form-dialog.tsx";
import { GatedButton } from "../gated-button.tsx";
import { lazyDialog } from "../lazy-dialog.tsx";
import { actionOf, change, type Holder } from "./holder.ts";

const AttachPolicies = lazyDialog(
  async () => (await import("./attach-policies.tsx")).AttachPolicies,
);

/** A policy with the group by which it comes, where it does not hang on the holder itself. */
export interface AttachedRow extends AttachedPolicy {
  readonly groupName?: string;
}

const policyColumns: readonly TableProps.ColumnDefinition<AttachedRow>[] = [
  {
    id: "policyName",
    header: t("permissions.attached.column.policyName"),
    cell: ({ policyName, policyArn }) => <AppLink href={toPolicy(policyArn)}>{policyName}</AppLink>,
    isRowHeader: true,
    minWidth: 200,
  },
  {
    id: "type",
    header: t("permissions.attached.column.type"),
    cell: ({ builtIn }) => t(builtIn ? "policies.builtIn" : "policies.own"),
    minWidth: 100,
  },
];

const fromColumn: TableProps.ColumnDefinition<AttachedRow> = {
  id: "from",
  header: t("permissions.attached.column.from"),
  cell: ({ groupName }) =>
    groupName === undefined ? (
      t("permissions.attached.directly")
    ) : (
      <>
        {t("permissions.attached.viaGroup")}{" "}
        <AppLink href={toGroup(groupName)}>{groupName}</AppLink>
      </>
    ),
  minWidth: 200,
};

const none: readonly AttachedRow[] = [];

interface AttachedProps {
  readonly holder: Holder;
  readonly rows: readonly AttachedRow[];
  readonly denied: Denied;
  readonly onChanged: () => void;
}

export function Attached({ holder, rows, denied, onChanged }: AttachedProps) {
  const { kind, name } = holder;
  const [selected, setSelected] = useState(none);
  const [dialog, setDialog] = useState<"attach" | "detach">();
  const flash = useFlash();
  const direct = rows.filter(({ groupName }) => groupName === undefined);

  function done(message: string) {
    flash.show({ type: "success", content: message });
    setDialog(undefined);
    setSelected(none);
    onChanged();
  }

  const attachButton = (
    <GatedButton denied={denied[actionOf(holder, "Attach")]} onClick={() => setDialog("attach")}>
      {t("permissions.attach")}
    </GatedButton>
  );

  return (
    <>
      <Table
        trackBy={({ policyArn, groupName }) => `${groupName ?? ""} ${policyArn}`}
        columnDefinitions={kind === "user" ? [...policyColumns, fromColumn] : policyColumns}
        items={rows}
        selectionType="multi"
        selectedItems={selected}
        isItemDisabled={({ groupName }) => groupName !== undefined}
        onSelectionChange={(event) => setSelected(event.detail.selectedItems)}
        ariaLabels={{
          tableLabel: t("permissions.attached.title"),
          selectionGroupLabel: t("permissions.attached.selection"),
          allItemsSelectionLabel: () => t("permissions.attached.selectAll"),
          itemSelectionLabel: (_selection, { policyName }) =>
            t("permissions.attached.select", { policyName }),
        }}
        header={
          <Header
            variant="h2"
            counter={`(${rows.length})`}
            description={t(`permissions.attached.${kind}Description`, { name })}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <GatedButton
                  denied={
                    denied[actionOf(holder, "Detach")] ??
                    (selected.length === 0 ? t("permissions.attached.selectFirst") : undefined)
                  }
                  onClick={() => setDialog("detach")}
                >
                  {t("permissions.detach")}
                </GatedButton>
                {attachButton}
              </SpaceBetween>
            }
          >
            {t("permissions.attached.title")}
          </Header>
        }
        empty={
          <EmptyState
            title={t("permissions.attached.none.title")}
            text={t("permissions.attached.none.text", { name })}
            action={attachButton}
          />
        }
      />
      {dialog === "attach" ? (
        <AttachPolicies
          holder={holder}
          attached={direct.map(({ policyArn }) => policyArn)}
          onAttached={(count) => done(tCount("permissions.attached.done", count))}
          onDismiss={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "detach" ? (
        <FormDialog
          title={t("permissions.detach.title", { name })}
          submitText={t("permissions.detach")}
          fields={[]}
          onSubmit={async () => {
            for (const { policyArn } of selected) await change.detach(holder, policyArn);
            done(tCount("permissions.detached", selected.length));
          }}
          onDismiss={() => setDialog(undefined)}
        >
          {() =>
            t("permissions.detach.text", {
              policies: selected.map(({ policyName }) => policyName).join(", "),
            })
          }
        </FormDialog>
      ) : null}
    </>
  );
}
