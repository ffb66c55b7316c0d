import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useState } from "react";
import type { Output } from "../../api/types.ts";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import type { ProviderName } from "../identity-providers/provider-names.ts";

const EditMfaRule = lazyDialog(async () => (await import("./edit-mfa-rule.tsx")).EditMfaRule);

export interface MfaRuleProps {
  readonly arn: string;
  readonly kind: ProviderName["kind"];
  readonly rule: Output<"GetIdentityProviderMFARule">;
  readonly onChanged: () => void;
}

/** What the provider's word of a second factor is worth. */
export function MfaRule({ arn, kind, rule, onChanged }: MfaRuleProps) {
  const { denied } = useConsole();
  const [editing, setEditing] = useState(false);
  const flash = useFlash();
  const shown = (values: readonly string[]) =>
    values.length === 0 ? t("provider.mfa.nothing") : values.join(", ");

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t("provider.mfa.about")}
          actions={
            <GatedButton
              denied={denied["sallyport:PutIdentityProviderMFARule"]}
              ariaLabel={t("provider.mfa.edit")}
              onClick={() => setEditing(true)}
            >
              {t("action.edit")}
            </GatedButton>
          }
        >
          {t("provider.mfa")}
        </Header>
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          ...(kind === "oidc"
            ? [{ label: t("provider.mfa.amr"), value: shown(rule.amrValues) }]
            : []),
          {
            label: t(kind === "oidc" ? "provider.mfa.acr" : "provider.mfa.contextClass"),
            value: shown(rule.acrValues),
          },
          {
            label: t("provider.mfa.age"),
            value: t("provider.mfa.ageShown", {
              minutes: Math.floor(rule.maxAuthenticationAgeSeconds / 60),
            }),
          },
          {
            label: t("provider.mfa.exempt"),
            value: t(rule.exempt ? "provider.mfa.machines" : "provider.mfa.people"),
          },
        ]}
      />
      {editing ? (
        <EditMfaRule
          arn={arn}
          kind={kind}
          rule={rule}
          onSaved={() => {
            flash.show({ type: "success", content: t("provider.mfa.saved") });
            setEditing(false);
            onChanged();
          }}
          onDismiss={() => setEditing(false)}
        />
      ) : null}
    </Container>
  );
}
