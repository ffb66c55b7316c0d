import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { UserDetail } from "../../api/types.ts";
import { CopyableText } from "../../components/copy.tsx";
import { Instant } from "../../components/instant.tsx";
import { t } from "../../i18n/t.ts";

export function Summary({ detail }: { readonly detail: UserDetail }) {
  const { user, loginProfile, mfaDevices } = detail;
  return (
    <Container header={<Header variant="h2">{t("user.summary")}</Header>}>
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={1}
          items={[
            {
              label: t("user.arn"),
              value: <CopyableText text={user.arn} what={t("user.arn")} />,
            },
          ]}
        />
        <KeyValuePairs
          columns={4}
          items={[
            { label: t("user.path"), value: user.path },
            { label: t("user.createDate"), value: <Instant at={user.createDate} /> },
            {
              label: t("user.access"),
              value: <Access enabled={loginProfile !== undefined} hasMfa={mfaDevices.length > 0} />,
            },
            {
              label: t("user.lastSignIn"),
              value:
                loginProfile?.lastUsedAt === undefined ? (
                  t("state.never")
                ) : (
                  <Instant at={loginProfile.lastUsedAt} style="ago" />
                ),
            },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

function Access({ enabled, hasMfa }: { readonly enabled: boolean; readonly hasMfa: boolean }) {
  if (!enabled) return <StatusIndicator type="stopped">{t("state.disabled")}</StatusIndicator>;
  return hasMfa ? (
    <StatusIndicator type="success">{t("user.accessWithMfa")}</StatusIndicator>
  ) : (
    <StatusIndicator type="warning">{t("user.accessWithoutMfa")}</StatusIndicator>
  );
}
