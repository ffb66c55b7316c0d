import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { PolicyDocument } from "../../components/policy/policy-document.tsx";
import { trustedWords } from "../../components/trusted-words.ts";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import type { RoleTabProps } from "./tab-props.ts";

const EditTrust = lazyDialog(async () => (await import("./edit-trust.tsx")).EditTrust);

export function TrustTab({ detail, onChanged }: RoleTabProps) {
  const { role, trustPolicy, trusted, asksForMFA, denied } = detail;
  const { roleName } = role;
  const { accountId } = useConsole();
  const [editing, setEditing] = useState(false);
  const flash = useFlash();
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t("role.trust.description")}
          actions={
            <GatedButton
              denied={denied["iam:UpdateAssumeRolePolicy"]}
              onClick={() => setEditing(true)}
            >
              {t("role.trust.edit")}
            </GatedButton>
          }
        >
          {t("role.trust.title")}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {asksForMFA || trusted.length === 0 ? null : (
          <Alert type="warning" header={t("role.trust.withoutMfaTitle")}>
            {t("role.trust.withoutMfa")}
          </Alert>
        )}
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t("roles.column.trusted"),
              value:
                trusted.map((principal) => trustedWords(principal, accountId)).join(", ") ||
                t("roles.trusted.nobody"),
            },
          ]}
        />
        <PolicyDocument text={trustPolicy} what={t("role.trust.title")} />
      </SpaceBetween>
      {editing ? (
        <EditTrust
          roleName={roleName}
          trustPolicy={trustPolicy}
          onSaved={() => {
            flash.show({ type: "success", content: t("role.trust.saved", { roleName }) });
            setEditing(false);
            onChanged();
          }}
          onDismiss={() => setEditing(false)}
        />
      ) : null}
    </Container>
  );
}
