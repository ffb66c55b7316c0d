import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { FormDialog } from "../../components/form-dialog.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

interface EditAliasProps {
  readonly onSaved: (alias: string) => void;
  readonly onDismiss: () => void;
}

const fields = ["accountAlias"] as const;
const byCode = { EntityAlreadyExists: "accountAlias" } as const;

export function EditAlias({ onSaved, onDismiss }: EditAliasProps) {
  const { accountAlias, signInUrl } = useConsole();
  const [alias, setAlias] = useState(accountAlias ?? "");
  return (
    <FormDialog
      title={t(
        accountAlias === undefined ? "accountSettings.createAlias" : "accountSettings.editAlias",
      )}
      submitText={t("accountSettings.save")}
      submitDisabled={alias === "" || alias === accountAlias}
      fields={fields}
      byCode={byCode}
      onSubmit={async () => {
        await call("CreateAccountAlias", { accountAlias: alias });
        onSaved(alias);
      }}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          <FormField
            label={t("accountSettings.aliasLabel")}
            constraintText={t("accountSettings.aliasConstraint")}
            errorText={errors.at("accountAlias")}
            stretch={true}
          >
            <Input
              value={alias}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => setAlias(detail.value.trim().toLowerCase())}
            />
          </FormField>
          {alias === "" ? null : (
            <Box color="text-body-secondary">
              {t("accountSettings.newUrl", { url: urlWith(signInUrl, alias) })}
            </Box>
          )}
          {accountAlias === undefined ? null : (
            <Alert type="warning">
              {t("accountSettings.oldUrlWarning", { alias: accountAlias })}
            </Alert>
          )}
        </>
      )}
    </FormDialog>
  );
}

/** The sign-in address with another account name at its end. */
function urlWith(signInUrl: string, alias: string): string {
  return signInUrl.replace(/[^/]*$/, alias);
}
