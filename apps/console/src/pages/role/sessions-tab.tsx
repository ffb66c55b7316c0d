import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { PolicyDocument } from "../../components/policy/policy-document.tsx";
import { t } from "../../i18n/t.ts";
import { profileOf } from "./profile.ts";
import type { RoleTabProps } from "./tab-props.ts";

export function SessionsTab({ detail }: RoleTabProps) {
  const { role, denied, mfaSerial, asksForMFA } = detail;
  const { roleName } = role;
  const [asking, setAsking] = useState(false);
  const flash = useFlash();
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h2" description={t("role.use.description")}>
            {t("role.use.title")}
          </Header>
        }
      >
        <SpaceBetween size="s">
          {asksForMFA && mfaSerial === undefined ? <Box>{t("role.use.noDevice")}</Box> : null}
          <PolicyDocument text={profileOf(detail)} what={t("role.use.profile")} />
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description={t("role.sessions.description")}
            actions={
              <GatedButton
                denied={denied["sallyport:RevokeRoleSessions"]}
                onClick={() => setAsking(true)}
              >
                {t("role.revoke")}
              </GatedButton>
            }
          >
            {t("role.sessions.title")}
          </Header>
        }
      >
        {t("role.sessions.text")}
      </Container>
      {asking ? (
        <FormDialog
          title={t("role.revoke.title", { roleName })}
          submitText={t("role.revoke")}
          fields={[]}
          onSubmit={async () => {
            await call("RevokeRoleSessions", { roleName });
            flash.show({ type: "success", content: t("role.revoked", { roleName }) });
            setAsking(false);
          }}
          onDismiss={() => setAsking(false)}
        >
          {() => t("role.revoke.text")}
        </FormDialog>
      ) : null}
    </SpaceBetween>
  );
}
