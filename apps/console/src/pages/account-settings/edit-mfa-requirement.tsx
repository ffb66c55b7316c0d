import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { Input as InputOf, Output } from "../../api/types.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GroupPicker } from "../../components/pickers.tsx";
import { t } from "../../i18n/t.ts";
import { MfaRequirementPreview } from "./mfa-requirement-preview.tsx";

interface EditMfaRequirementProps {
  readonly answer: Output<"GetMFARequirement">;
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}

/** First the settings, then whom they would shut out; only then can they be saved. */
export function EditMfaRequirement({ answer, onSaved, onDismiss }: EditMfaRequirementProps) {
  const { requirement } = answer;
  const [scope, setScope] = useState(requirement?.everyone === false ? "groups" : "everyone");
  const [groupNames, setGroupNames] = useState(answer.groupNames);
  const [exemptGroupNames, setExempt] = useState(answer.exemptGroupNames);
  const [since, setSince] = useState(requirement?.since.slice(0, 10) ?? "");
  const [graceDays, setGraceDays] = useState(String(requirement?.graceDays ?? 14));
  const [preview, setPreview] = useState<InputOf<"PutMFARequirement">>();

  if (preview !== undefined) {
    return (
      <FormDialog
        key="preview"
        size="large"
        title={t("requireMfa.previewTitle")}
        submitText={t("requireMfa.switchOn")}
        fields={[]}
        onSubmit={async () => {
          await call("PutMFARequirement", preview);
          onSaved();
        }}
        onDismiss={() => setPreview(undefined)}
      >
        {() => <MfaRequirementPreview settings={preview} />}
      </FormDialog>
    );
  }
  const days =
    /^\d{1,2}$/.test(graceDays) && Number(graceDays) <= 90 ? Number(graceDays) : undefined;
  const everyone = scope === "everyone";
  return (
    <FormDialog
      key="edit"
      size="large"
      title={t(requirement === undefined ? "requireMfa.switchOn" : "requireMfa.edit")}
      submitText={t("requireMfa.previewNext")}
      submitDisabled={days === undefined || (!everyone && groupNames.length === 0)}
      fields={[]}
      onSubmit={async () => {
        if (days === undefined) return;
        setPreview({
          everyone,
          graceDays: days,
          exemptGroupNames: [...exemptGroupNames],
          ...(!everyone && { groupNames: [...groupNames] }),
          ...(since !== "" && since !== requirement?.since.slice(0, 10) && { since }),
        });
      }}
      onDismiss={onDismiss}
    >
      {() => (
        <SpaceBetween size="l">
          <FormField label={t("requireMfa.scope")}>
            <RadioGroup
              value={scope}
              items={[
                {
                  value: "everyone",
                  label: t("requireMfa.everyone"),
                  description: t("requireMfa.everyoneHelp"),
                },
                { value: "groups", label: t("requireMfa.groups") },
              ]}
              onChange={({ detail }) => setScope(detail.value)}
            />
          </FormField>
          {everyone ? null : (
            <FormField label={t("requireMfa.groupNames")} stretch={true}>
              <GroupPicker selected={groupNames} onChange={(names) => setGroupNames([...names])} />
            </FormField>
          )}
          <FormField
            label={t("requireMfa.exempt")}
            description={t("requireMfa.exemptHelp")}
            stretch={true}
          >
            <GroupPicker selected={exemptGroupNames} onChange={(names) => setExempt([...names])} />
          </FormField>
          <FormField label={t("requireMfa.since")} description={t("requireMfa.sinceHelp")}>
            <DatePicker
              value={since}
              placeholder="YYYY-MM-DD"
              onChange={({ detail }) => setSince(detail.value)}
            />
          </FormField>
          <FormField
            label={t("requireMfa.grace")}
            description={t("requireMfa.graceHelp")}
            errorText={days === undefined ? t("requireMfa.graceFault") : undefined}
          >
            <Input
              value={graceDays}
              inputMode="numeric"
              onChange={({ detail }) => setGraceDays(detail.value.trim())}
            />
          </FormField>
        </SpaceBetween>
      )}
    </FormDialog>
  );
}
