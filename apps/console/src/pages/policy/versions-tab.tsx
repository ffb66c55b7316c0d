import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { PolicyVersion } from "../../api/types.ts";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Instant } from "../../components/instant.tsx";
import { PolicyDocument } from "../../components/policy/policy-document.tsx";
import { t } from "../../i18n/t.ts";
import type { PolicyTabProps } from "./tab-props.ts";

const columns: readonly TableProps.ColumnDefinition<PolicyVersion>[] = [
  {
    id: "versionId",
    header: t("policy.versions.column.version"),
    cell: ({ versionId, document }) => (
      <ExpandableSection headerText={versionId}>
        <PolicyDocument text={document} what={versionId} />
      </ExpandableSection>
    ),
    isRowHeader: true,
    minWidth: 300,
  },
  {
    id: "state",
    header: t("policy.versions.column.state"),
    cell: ({ isDefaultVersion }) =>
      t(isDefaultVersion ? "policy.versions.inForce" : "policy.versions.notInForce"),
    minWidth: 100,
  },
  {
    id: "createDate",
    header: t("policy.versions.column.createDate"),
    cell: ({ createDate }) => <Instant at={createDate} />,
    minWidth: 200,
  },
];

export function VersionsTab({ detail, onChanged }: PolicyTabProps) {
  const { policy, versions, builtIn, denied } = detail;
  const { policyName, arn: policyArn, defaultVersionId: current } = policy;
  const [selected, setSelected] = useState<readonly PolicyVersion[]>([]);
  const [dialog, setDialog] = useState<"setDefault" | "delete">();
  const flash = useFlash();
  const versionId = selected[0]?.versionId ?? "";
  const fixed = builtIn ? t("policy.builtInReason") : undefined;
  const unselected =
    versionId === "" || versionId === current ? t("policy.versions.selectFirst") : undefined;

  function done(message: string) {
    flash.show({ type: "success", content: message });
    setDialog(undefined);
    setSelected([]);
    onChanged();
  }

  return (
    <>
      <Table
        trackBy="versionId"
        columnDefinitions={columns}
        items={versions}
        selectionType="single"
        selectedItems={selected}
        onSelectionChange={(event) => setSelected(event.detail.selectedItems)}
        ariaLabels={{
          tableLabel: t("policy.versions.title"),
          selectionGroupLabel: t("policy.versions.selection"),
          itemSelectionLabel: (_selection, one) =>
            t("policy.versions.select", { versionId: one.versionId }),
        }}
        header={
          <Header
            variant="h2"
            counter={`(${versions.length})`}
            description={t("policy.versions.description")}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <GatedButton
                  denied={fixed ?? denied["iam:DeletePolicyVersion"] ?? unselected}
                  onClick={() => setDialog("delete")}
                >
                  {t("policy.versions.delete")}
                </GatedButton>
                <GatedButton
                  denied={fixed ?? denied["iam:SetDefaultPolicyVersion"] ?? unselected}
                  onClick={() => setDialog("setDefault")}
                >
                  {t("policy.versions.setDefault")}
                </GatedButton>
              </SpaceBetween>
            }
          >
            {t("policy.versions.title")}
          </Header>
        }
      />
      {dialog === "setDefault" ? (
        <FormDialog
          title={t("policy.versions.setDefaultTitle", { versionId, policyName })}
          submitText={t("policy.versions.setDefault")}
          fields={[]}
          onSubmit={async () => {
            await call("SetDefaultPolicyVersion", { policyArn, versionId });
            done(t("policy.versions.nowInForce", { versionId, policyName }));
          }}
          onDismiss={() => setDialog(undefined)}
        >
          {() => t("policy.versions.setDefaultText", { current })}
        </FormDialog>
      ) : null}
      {dialog === "delete" ? (
        <FormDialog
          title={t("policy.versions.deleteTitle", { versionId, policyName })}
          submitText={t("policy.versions.delete")}
          fields={[]}
          onSubmit={async () => {
            await call("DeletePolicyVersion", { policyArn, versionId });
            done(t("policy.versions.deleted", { versionId, policyName }));
          }}
          onDismiss={() => setDialog(undefined)}
        >
          {() => t("policy.versions.deleteText")}
        </FormDialog>
      ) : null}
    </>
  );
}
