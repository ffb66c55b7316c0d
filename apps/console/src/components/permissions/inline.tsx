import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { Denied, InlinePolicy } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { useFlash } from "../flash.tsx";
import { FormDialog } from "../form-dialog.tsx";
import { GatedButton } from "../gated-button.tsx";
import { lazyDialog } from "../lazy-dialog.tsx";
import { PolicyDocument } from "../policy/policy-document.tsx";
import { actionOf, change, type Holder } from "./holder.ts";

const EditInline = lazyDialog(async () => (await import("./edit-inline.tsx")).EditInline);

export interface InlineRow extends InlinePolicy {
  readonly groupName?: string;
}

interface InlineProps {
  readonly holder: Holder;
  readonly rows: readonly InlineRow[];
  readonly denied: Denied;
  readonly onChanged: () => void;
}

export function Inline({ holder, rows, denied, onChanged }: InlineProps) {
  const { name } = holder;
  const [dialog, setDialog] = useState<{
    readonly act: "create" | "edit" | "delete";
    readonly policy?: InlinePolicy;
  }>();
  const flash = useFlash();
  const close = () => setDialog(undefined);

  function done(message: string) {
    flash.show({ type: "success", content: message });
    close();
    onChanged();
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${rows.length})`}
          description={t("permissions.inline.description")}
          actions={
            <GatedButton
              denied={denied[actionOf(holder, "Put")]}
              onClick={() => setDialog({ act: "create" })}
            >
              {t("permissions.inline.create")}
            </GatedButton>
          }
        >
          {t("permissions.inline.title")}
        </Header>
      }
    >
      {rows.length === 0 ? (
        <Box color="text-body-secondary">{t("permissions.inline.none")}</Box>
      ) : (
        <SpaceBetween size="s">
          {rows.map((policy) => (
            <InlineSection
              key={`${policy.groupName ?? ""} ${policy.policyName}`}
              policy={policy}
              holder={holder}
              denied={denied}
              onEdit={() => setDialog({ act: "edit", policy })}
              onDelete={() => setDialog({ act: "delete", policy })}
            />
          ))}
        </SpaceBetween>
      )}
      {dialog?.act === "create" || dialog?.act === "edit" ? (
        <EditInline
          holder={holder}
          policy={dialog.policy}
          onSaved={(policyName) => done(t("permissions.inline.saved", { policyName }))}
          onDismiss={close}
        />
      ) : null}
      {dialog?.act === "delete" && dialog.policy !== undefined ? (
        <DeleteInline
          holder={holder}
          policyName={dialog.policy.policyName}
          text={t("permissions.inline.delete.text", { name })}
          onDeleted={(policyName) => done(t("permissions.inline.deleted", { policyName }))}
          onDismiss={close}
        />
      ) : null}
    </Container>
  );
}

function InlineSection(props: {
  readonly policy: InlineRow;
  readonly holder: Holder;
  readonly denied: Denied;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}) {
  const { policy, holder, denied, onEdit, onDelete } = props;
  const { policyName, groupName, policyDocument } = policy;
  return (
    <ExpandableSection
      headerText={
        groupName === undefined
          ? policyName
          : t("permissions.inline.ofGroup", { policyName, groupName })
      }
    >
      <SpaceBetween size="s">
        {groupName === undefined ? (
          <SpaceBetween direction="horizontal" size="xs">
            <GatedButton
              denied={denied[actionOf(holder, "Put")]}
              ariaLabel={t("permissions.inline.editWhat", { policyName })}
              onClick={onEdit}
            >
              {t("permissions.inline.edit")}
            </GatedButton>
            <GatedButton
              denied={denied[actionOf(holder, "Delete")]}
              ariaLabel={t("permissions.inline.deleteWhat", { policyName })}
              onClick={onDelete}
            >
              {t("action.delete")}
            </GatedButton>
          </SpaceBetween>
        ) : null}
        <PolicyDocument text={policyDocument} what={policyName} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

function DeleteInline(props: {
  readonly holder: Holder;
  readonly policyName: string;
  readonly text: string;
  readonly onDeleted: (policyName: string) => void;
  readonly onDismiss: () => void;
}) {
  const { holder, policyName, text, onDeleted, onDismiss } = props;
  return (
    <FormDialog
      title={t("permissions.inline.delete.title", { policyName })}
      submitText={t("action.delete")}
      fields={[]}
      onSubmit={async () => {
        await change.delete(holder, policyName);
        onDeleted(policyName);
      }}
      onDismiss={onDismiss}
    >
      {() => text}
    </FormDialog>
  );
}
