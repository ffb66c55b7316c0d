import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { User } from "../../api/types.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";

interface RenameUserProps {
  readonly user: User;
  readonly onRenamed: (newUserName: string) => void;
  readonly onDismiss: () => void;
}

const fields = ["newUserName"] as const;
const byCode = { EntityAlreadyExists: "newUserName" } as const;

export function RenameUser({ user: { userName }, onRenamed, onDismiss }: RenameUserProps) {
  const [newUserName, setNewUserName] = useState(userName);
  return (
    <FormDialog
      title={t("user.rename.title", { userName })}
      submitText={t("user.rename.submit")}
      submitDisabled={newUserName === userName || newUserName === ""}
      fields={fields}
      byCode={byCode}
      onSubmit={async () => {
        await call("UpdateUser", { userName, newUserName });
        onRenamed(newUserName);
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <FormField
          label={t("user.rename.label")}
          description={t("user.rename.help")}
          errorText={errors.at("newUserName")}
          stretch={true}
        >
          <Input
            value={newUserName}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setNewUserName(detail.value.trim())}
          />
        </FormField>
      )}
    </FormDialog>
  );
}
