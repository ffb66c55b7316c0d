import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { useState } from "react";
import { call } from "../../api/client.ts";
import type { UserDetail } from "../../api/types.ts";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { NewPassword } from "../../components/new-password.tsx";
import { PasswordChoice } from "../../components/password-choice.tsx";
import { defaultPasswordSettings, passwordInput } from "../../components/password-settings.ts";
import { t } from "../../i18n/t.ts";

interface ManagePasswordProps {
  readonly detail: UserDetail;
  readonly onChanged: () => void;
  readonly onDismiss: () => void;
}

type Intent = "enable" | "reset" | "disable";

const fields = ["password"] as const;
const byCode = { PasswordPolicyViolation: "password" } as const;

/** Gives a user a console password, sets a new one, or takes console access away. */
export function ManagePassword({ detail, onChanged, onDismiss }: ManagePasswordProps) {
  const { user, loginProfile, signInUrl, denied } = detail;
  const { userName } = user;
  const [intent, setIntent] = useState<Intent>(() => firstIntent(detail));
  const [settings, setSettings] = useState(defaultPasswordSettings);
  const [generated, setGenerated] = useState<string>();
  const flash = useFlash();

  function done(message: string) {
    flash.show({ type: "success", content: message });
    onChanged();
    onDismiss();
  }

  async function submit() {
    if (intent === "disable") {
      await call("DeleteLoginProfile", { userName });
      return done(t("user.password.disabled", { userName }));
    }
    const { password } = await call("SetConsolePassword", { userName, ...passwordInput(settings) });
    if (password === undefined) return done(t("user.password.saved", { userName }));
    setGenerated(password);
  }

  function closeAfterwards() {
    onChanged();
    onDismiss();
  }

  if (generated !== undefined) {
    return (
      <Modal
        visible={true}
        header={t("user.password.ready", { userName })}
        closeAriaLabel={t("action.close")}
        onDismiss={(event) => {
          // The password is seen this once: a click beside the dialog does not end that.
          if (event.detail.reason !== "overlay") closeAfterwards();
        }}
        footer={
          <Box float="right">
            <Button variant="primary" onClick={closeAfterwards}>
              {t("action.close")}
            </Button>
          </Box>
        }
      >
        <NewPassword userName={userName} password={generated} signInUrl={signInUrl} />
      </Modal>
    );
  }

  return (
    <FormDialog
      title={t("user.password.title", { userName })}
      submitText={t(`user.password.${intent}Submit`)}
      submitDisabled={
        intent !== "disable" && settings.method === "custom" && settings.password === ""
      }
      fields={fields}
      byCode={byCode}
      onSubmit={submit}
      onDismiss={onDismiss}
    >
      {(errors) => (
        <>
          {loginProfile === undefined ? null : (
            <FormField label={t("user.password.action")}>
              <RadioGroup
                value={intent}
                onChange={(event) => setIntent(event.detail.value as Intent)}
                items={[
                  {
                    value: "reset",
                    label: t("user.password.reset"),
                    description: denied["iam:UpdateLoginProfile"] ?? t("user.password.resetHelp"),
                    disabled: denied["iam:UpdateLoginProfile"] !== undefined,
                  },
                  {
                    value: "disable",
                    label: t("user.password.disable"),
                    description:
                      denied["iam:DeleteLoginProfile"] ??
                      t("user.password.disableHelp", { userName }),
                    disabled: denied["iam:DeleteLoginProfile"] !== undefined,
                  },
                ]}
              />
            </FormField>
          )}
          {intent === "disable" ? null : (
            <PasswordChoice value={settings} error={errors.at("password")} onChange={setSettings} />
          )}
        </>
      )}
    </FormDialog>
  );
}

function firstIntent({ loginProfile, denied }: UserDetail): Intent {
  if (loginProfile === undefined) return "enable";
  return denied["iam:UpdateLoginProfile"] === undefined ? "reset" : "disable";
}
