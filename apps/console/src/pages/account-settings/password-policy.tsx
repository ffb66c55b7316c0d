import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { isRefusal } from "../../api/error.ts";
import type { Output } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { EditPasswordPolicy } from "./edit-password-policy.tsx";

const noInput = {} as const;

/** Which password rules hold for the account's users, and the way to others. */
export function PasswordPolicy() {
  const { denied } = useConsole();
  const { data, error, reload } = useQuery("GetPasswordRules", noInput);
  const [editing, setEditing] = useState(false);
  const flash = useFlash();
  const mayNotLook = isRefusal(error, "AccessDenied");

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t("passwordPolicy.about")}
          actions={
            data === undefined ? null : (
              <GatedButton
                denied={denied["iam:UpdateAccountPasswordPolicy"]}
                ariaLabel={t("passwordPolicy.edit")}
                onClick={() => setEditing(true)}
              >
                {t("action.edit")}
              </GatedButton>
            )
          }
        >
          {t("passwordPolicy.title")}
        </Header>
      }
    >
      {data === undefined && error === undefined ? <PageLoading /> : null}
      {error === undefined ? null : (
        <Problem error={error} {...(mayNotLook ? {} : { onRetry: reload })} />
      )}
      {data === undefined ? null : <Rules rules={data} />}
      {editing && data !== undefined ? (
        <EditPasswordPolicy
          rules={data}
          onSaved={(message) => {
            flash.show({ type: "success", content: message });
            setEditing(false);
            reload();
          }}
          onDismiss={() => setEditing(false)}
        />
      ) : null}
    </Container>
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
