import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";

interface RenameGroupProps {
  readonly groupName: string;
  readonly onRenamed: (newGroupName: string) => void;
  readonly onDismiss: () => void;
}

const fields = ["newGroupName"] as const;
const byCode = { EntityAlreadyExists: "newGroupName" } as const;

export function RenameGroup({ groupName, onRenamed, onDismiss }: RenameGroupProps) {
  const [newGroupName, setNewGroupName] = useState(groupName);
  return (
    <FormDialog
      title={t("group.rename.title", { groupName })}
      submitText={t("group.rename.submit")}
      submitDisabled={newGroupName === groupName || newGroupName === ""}
      fields={fields}
      byCode={byCode}
      onSubmit={async () => {
        await call("UpdateGroup", { groupName, newGroupName });
        onRenamed(newGroupName);
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("group.rename.label")}
          description={t("group.rename.help")}
          errorText={errors.at("newGroupName")}
          stretch={true}
        >
          <Input
            value={newGroupName}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setNewGroupName(detail.value.trim())}
          />
        </FormField>
      )}
    </FormDialog>
  );
}
