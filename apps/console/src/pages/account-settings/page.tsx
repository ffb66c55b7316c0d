import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useState } from "react";
import { call } from "../../api/client.ts";
import { CopyableText } from "../../components/copy.tsx";
import { useFlash } from "../../components/flash.tsx";
import { FormDialog } from "../../components/form-dialog.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Page } from "../../components/page.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { EditAlias } from "./edit-alias.tsx";
import { FreshFactor } from "./fresh-factor.tsx";
import { PasswordPolicy } from "./password-policy.tsx";
import { RecordedReads } from "./recorded-reads.tsx";
import { RequireMfa } from "./require-mfa.tsx";

export function AccountSettingsPage() {
  const { accountId, accountAlias, signInUrl, denied, reloadContext } = useConsole();
  const [dialog, setDialog] = useState<"edit" | "delete">();
  const flash = useFlash();
  const close = () => setDialog(undefined);

  function done(message: string) {
    flash.show({ type: "success", content: message });
    reloadContext();
    close();
  }

  return (
    <Page title={t("accountSettings.title")}>
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">{t("accountSettings.account")}</Header>}>
          <KeyValuePairs
            columns={1}
            items={[
              {
                label: t("accountSettings.id"),
                value: (
                  <Explained text={t("accountSettings.idHelp")}>
                    <CopyableText text={accountId} what={t("accountSettings.id")} />
                  </Explained>
                ),
              },
              {
                label: t("accountSettings.alias"),
                value: (
                  <Explained text={t("accountSettings.aliasHelp")}>
                    <div className="sp-managed">
                      {accountAlias ?? t("accountSettings.noAlias")}
                      <SpaceBetween direction="horizontal" size="xs">
                        <GatedButton
                          denied={denied["iam:CreateAccountAlias"]}
                          ariaLabel={t(
                            accountAlias === undefined
                              ? "accountSettings.createAlias"
                              : "accountSettings.editAlias",
                          )}
                          onClick={() => setDialog("edit")}
                        >
                          {t(accountAlias === undefined ? "action.create" : "action.edit")}
                        </GatedButton>
                        {accountAlias === undefined ? null : (
                          <GatedButton
                            denied={denied["iam:DeleteAccountAlias"]}
                            ariaLabel={t("accountSettings.deleteAlias")}
                            onClick={() => setDialog("delete")}
                          >
                            {t("action.delete")}
                          </GatedButton>
                        )}
                      </SpaceBetween>
                    </div>
                  </Explained>
                ),
              },
              {
                label: t("accountSettings.signInUrl"),
                value: (
                  <Explained text={t("accountSettings.signInUrlHelp")}>
                    <CopyableText text={signInUrl} what={t("accountSettings.signInUrl")} />
                  </Explained>
                ),
              },
            ]}
          />
        </Container>
        <PasswordPolicy />
        <RequireMfa />
        <FreshFactor />
        <RecordedReads />
      </SpaceBetween>
      {dialog === "edit" ? (
        <EditAlias
          onSaved={(alias) => done(t("accountSettings.saved", { alias }))}
          onDismiss={close}
        />
      ) : null}
      {dialog === "delete" && accountAlias !== undefined ? (
        <DeleteAlias
          alias={accountAlias}
          onDeleted={() => done(t("accountSettings.deleted", { alias: accountAlias }))}
          onDismiss={close}
        />
      ) : null}
    </Page>
  );
}

function Explained(props: { readonly text: string; readonly children: ReactNode }) {
  return (
    <>
      {props.children}
      <Box color="text-body-secondary" fontSize="body-s" padding={{ top: "xxs" }}>
        {props.text}
      </Box>
    </>
  );
}

function DeleteAlias(props: {
  readonly alias: string;
  readonly onDeleted: () => void;
  readonly onDismiss: () => void;
}) {
  const { alias, onDeleted, onDismiss } = props;
  return (
    <FormDialog
      title={t("accountSettings.deleteTitle", { alias })}
      submitText={t("action.delete")}
      fields={[]}
      onSubmit={async () => {
        await call("DeleteAccountAlias", { accountAlias: alias });
        onDeleted();
      }}
      onDismiss={onDismiss}
    >
      {() => t("accountSettings.deleteText")}
    </FormDialog>
  );
}
