import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { RoleDetail } from "../../api/types.ts";
import { DurationPicker } from "../../components/duration-picker.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";

interface EditRoleProps {
  readonly role: RoleDetail["role"];
  readonly onSaved: () => void;
  readonly onDismiss: () => void;
}

const fields = ["description", "maxSessionDuration"] as const;

export function EditRole({ role, onSaved, onDismiss }: EditRoleProps) {
  const { roleName } = role;
  const [description, setDescription] = useState(role.description ?? "");
  const [maxSessionDuration, setMaxSessionDuration] = useState(role.maxSessionDuration);
  return (
    <FormDialog
      title={t("role.edit.title", { roleName })}
      submitText={t("action.save")}
      fields={fields}
      onSubmit={async () => {
        await call("UpdateRole", { roleName, description, maxSessionDuration });
        onSaved();
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          <FormField
            label={t("role.descriptionLabel")}
            errorText={errors.at("description")}
            stretch={true}
          >
            <Textarea
              value={description}
              rows={2}
              onChange={({ detail }) => setDescription(detail.value)}
            />
          </FormField>
          <FormField
            label={t("role.maxSession")}
            description={t("createRole.durationHelp")}
            errorText={errors.at("maxSessionDuration")}
            stretch={true}
          >
            <DurationPicker seconds={maxSessionDuration} onChange={setMaxSessionDuration} />
          </FormField>
        </>
      )}
    </FormDialog>
  );
}
