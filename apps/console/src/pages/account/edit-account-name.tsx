import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

interface EditAccountNameProps {
  readonly accountName: string;
  readonly onDismiss: () => void;
}

const fields = ["accountName"] as const;

export function EditAccountName({ accountName, onDismiss }: EditAccountNameProps) {
  const { reloadContext } = useConsole();
  const flash = useFlash();
  const [typed, setTyped] = useState(accountName);
  const name = typed.trim();
  return (
    <FormDialog
      title={t("account.nameEdit")}
      submitText={t("action.save")}
      submitDisabled={name === accountName || name === ""}
      fields={fields}
      onSubmit={async () => {
        await call("UpdateAccountName", { accountName: name });
        flash.show({ type: "success", content: t("account.nameSaved", { name }) });
        reloadContext();
        onDismiss();
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <FormField label={t("account.name")} errorText={errors.at("accountName")} stretch={true}>
          <Input
            value={typed}
            autoComplete={false}
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
      )}
    </FormDialog>
  );
}
