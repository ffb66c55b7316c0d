import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { AppLink } from "../../components/app-link.tsx";
import { CopyableText } from "../../components/copy.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toAccountSettings } from "../../routes.ts";

export function AccountBox() {
  const { accountId, accountAlias, signInUrl } = useConsole();
  return (
    <Container header={<Header variant="h2">{t("dashboard.account")}</Header>}>
      <KeyValuePairs
        columns={1}
        items={[
          {
            label: t("dashboard.accountId"),
            value: <CopyableText text={accountId} what={t("dashboard.copyId")} />,
          },
          {
            label: t("dashboard.accountAlias"),
            value: (
              <SpaceBetween direction="horizontal" size="s">
                <span>{accountAlias ?? t("state.none")}</span>
                <AppLink href={toAccountSettings()}>{t("dashboard.aliasEdit")}</AppLink>
              </SpaceBetween>
            ),
          },
          {
            label: t("dashboard.signInUrl"),
            value: <CopyableText text={signInUrl} what={t("dashboard.copyUrl")} />,
          },
        ]}
      />
    </Container>
  );
}
