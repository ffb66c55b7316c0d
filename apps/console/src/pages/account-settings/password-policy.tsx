import Box from "@cloudscape-design/components/box";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Output } from "../../api/types.ts";
import { GatedButton } from "../../components/gated-button.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { EditPasswordPolicy } from "./edit-password-policy.tsx";
import { Setting } from "./setting.tsx";

/** Which password rules hold for the account's users, and the way to others. */
export function PasswordPolicy() {
  const { denied } = useConsole();
  return (
    <Setting
      operation="GetPasswordRules"
      title={t("passwordPolicy.title")}
      about={t("passwordPolicy.about")}
      actions={(_, { show }) => (
        <GatedButton
          denied={denied["iam:UpdateAccountPasswordPolicy"]}
          ariaLabel={t("passwordPolicy.edit")}
          onClick={() => show("edit")}
        >
          {t("action.edit")}
        </GatedButton>
      )}
    >
      {(rules, { shown, saved, dismiss }) => (
        <>
          <Rules rules={rules} />
          {shown === "edit" ? (
            <EditPasswordPolicy rules={rules} onSaved={saved} onDismiss={dismiss} />
          ) : null}
        </>
      )}
    </Setting>
  );
}

function Rules({ rules }: { readonly rules: Output<"GetPasswordRules"> }) {
  const { policy } = rules;
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={1}
        items={[
          { label: t("passwordPolicy.inForce"), value: t(`passwordPolicy.${rules.rules}`) },
          {
            label: t("passwordPolicy.asks"),
            value: (
              <ul className="sp-plain-list">
                {rules.inWords.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ),
          },
          ...(policy === undefined
            ? []
            : [
                { label: t("passwordPolicy.expiry"), value: expiryOf(policy) },
                {
                  label: t("passwordPolicy.usersChangeOwn"),
                  value: t(
                    policy.allowUsersToChangePassword ? "passwordPolicy.yes" : "passwordPolicy.no",
                  ),
                },
              ]),
        ]}
      />
      {rules.rules === "modern" ? null : (
        <Box color="text-body-secondary">{t("passwordPolicy.recommendation")}</Box>
      )}
    </SpaceBetween>
  );
}

function expiryOf(policy: NonNullable<Output<"GetPasswordRules">["policy"]>): string {
  if (policy.maxPasswordAge === undefined) return t("passwordPolicy.neverExpire");
  return t(policy.hardExpiry === true ? "passwordPolicy.expireHard" : "passwordPolicy.expire", {
    days: policy.maxPasswordAge,
  });
}
