import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { t } from "../../i18n/t.ts";

interface ChangeEmailProps {
  readonly email: string;
  /** A code is on its way to the new address. */
  readonly onAsked: () => void;
  readonly onDismiss: () => void;
}

const fields = ["email", "oldPassword"] as const;

/** Asks for another e-mail address. Whether another account has it, nobody learns here. */
export function ChangeEmail({ email, onAsked, onDismiss }: ChangeEmailProps) {
  const flash = useFlash();
  const [typed, setTyped] = useState("");
  const [oldPassword, setOldPassword] = useState("");
  const wanted = typed.trim();
  return (
    <FormDialog
      title={t("account.emailChange")}
      submitText={t("account.emailSend")}
      submitDisabled={wanted === "" || wanted === email || oldPassword === ""}
      fields={fields}
      onSubmit={async () => {
        await call("RequestEmailChange", { email: wanted, oldPassword });
        flash.show({ type: "success", content: t("account.emailSent", { email: wanted }) });
        onAsked();
        onDismiss();
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          <FormField
            label={t("account.emailNew")}
            description={t("account.emailHint")}
            errorText={errors.at("email")}
            stretch={true}
          >
            <Input
              value={typed}
              type="email"
              inputMode="email"
              autoComplete="email"
              spellcheck={false}
              ariaRequired={true}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
          <FormField
            label={t("account.emailPassword")}
            errorText={errors.at("oldPassword")}
            stretch={true}
          >
            <Input
              value={oldPassword}
              type="password"
              autoComplete="current-password"
              spellcheck={false}
              ariaRequired={true}
              onChange={({ detail }) => setOldPassword(detail.value)}
            />
          </FormField>
        </>
      )}
    </FormDialog>
  );
}
