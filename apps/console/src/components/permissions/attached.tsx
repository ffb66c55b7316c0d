import type { TableProps } from "@cloudscape-design/components/table";
import type { AttachedPolicy, Denied } from "../../api/types.ts";
import { t, tCount } from "../../i18n/t.ts";
import { toGroup, toPolicy } from "../../routes.ts";
import { AppLink } from "../app-link.tsx";
import { lazyDialog } from "../lazy-dialog.tsx";
import { TiesTable } from "../list/ties-table.tsx";
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

interface AttachedProps {
  readonly holder: Holder;
  readonly rows: readonly AttachedRow[];
  readonly denied: Denied;
  readonly onChanged: () => void;
}

export function Attached({ holder, rows, denied, onChanged }: AttachedProps) {
  const { kind, name } = holder;
  return (
    <TiesTable
      title={t("permissions.attached.title")}
      description={t(`permissions.attached.${kind}Description`, { name })}
      columns={kind === "user" ? [...policyColumns, fromColumn] : policyColumns}
      rows={rows}
      keyOf={({ policyArn, groupName }) => `${groupName ?? ""} ${policyArn}`}
      nameOf={({ policyName }) => policyName}
      isOthers={comesByGroup}
      choosing={{
        group: t("permissions.attached.selection"),
        all: t("permissions.attached.selectAll"),
        one: (policyName) => t("permissions.attached.select", { policyName }),
        first: t("permissions.attached.selectFirst"),
      }}
      none={{
        title: t("permissions.attached.none.title"),
        text: t("permissions.attached.none.text", { name }),
      }}
      adding={{
        action: t("permissions.attach"),
        denied: denied[actionOf(holder, "Attach")],
        dialog: ({ done, dismiss }) => (
          <AttachPolicies
            holder={holder}
            attached={rows.filter((row) => !comesByGroup(row)).map(({ policyArn }) => policyArn)}
            onAttached={(count) => done(tCount("permissions.attached.done", count))}
            onDismiss={dismiss}
          />
        ),
      }}
      removing={{
        action: t("permissions.detach"),
        denied: () => denied[actionOf(holder, "Detach")],
        title: t("permissions.detach.title", { name }),
        text: (policies) => t("permissions.detach.text", { policies }),
        remove: ({ policyArn }) => change.detach(holder, policyArn),
        done: (count) => tCount("permissions.detached", count),
      }}
      onChanged={onChanged}
    />
  );
}

const comesByGroup = ({ groupName }: AttachedRow) => groupName !== undefined;
