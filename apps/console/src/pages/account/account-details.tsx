import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { CopyableText } from "../../components/copy.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toSecurityCredentials } from "../../routes.ts";
import { ChangeEmail } from "./change-email.tsx";
import { EditAccountName } from "./edit-account-name.tsx";
import { PendingEmail } from "./pending-email.tsx";

const noInput = {} as const;

export function AccountDetails() {
  const { accountId, accountName, accountAlias, signInUrl, person } = useConsole();
  const credentials = useQuery("GetMyCredentials", noInput);
  const { email, emailChange } = credentials.data ?? {};
  const [editing, setEditing] = useState(false);
  const [changingEmail, setChangingEmail] = useState(false);
  const root = person.kind === "root";
  const items = [
    {
      label: t("account.name"),
      value: accountName,
    },
    {
      label: t("account.id"),
      value: <CopyableText text={accountId} what={t("account.copyId")} />,
    },
    { label: t("account.alias"), value: accountAlias ?? t("state.none") },
    {
      label: t("account.person"),
      value: root ? t("account.rootUser") : person.userName,
    },
    ...(email === undefined ? [] : [{ label: t("account.email"), value: email }]),
    {
      label: t("account.password"),
      value: (
        <AppLink href={toSecurityCredentials("password")}>{t("account.changePassword")}</AppLink>
      ),
    },
    {
      label: t("account.signInUrl"),
      value: <CopyableText text={signInUrl} what={t("account.copyUrl")} />,
    },
  ];
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            root ? (
              <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={email === undefined} onClick={() => setChangingEmail(true)}>
                  {t("account.emailChange")}
                </Button>
                <Button onClick={() => setEditing(true)}>{t("account.nameEdit")}</Button>
              </SpaceBetween>
            ) : undefined
          }
        >
          {t("account.details")}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {emailChange === undefined ? null : (
          <PendingEmail
            key={emailChange.expiresAt}
            change={emailChange}
            onChanged={credentials.reload}
          />
        )}
        <KeyValuePairs columns={2} items={items} />
      </SpaceBetween>
      {changingEmail && email !== undefined ? (
        <ChangeEmail
          email={email}
          onAsked={credentials.reload}
          onDismiss={() => setChangingEmail(false)}
        />
      ) : null}
      {editing ? (
        <EditAccountName accountName={accountName} onDismiss={() => setEditing(false)} />
      ) : null}
    </Container>
  );
}
