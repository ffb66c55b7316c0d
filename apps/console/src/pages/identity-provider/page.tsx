import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { call } from "../../api/client.ts";
import { useQuery } from "../../api/use-query.ts";
import { ConfirmByTyping } from "../../components/confirm-by-typing.tsx";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { Page } from "../../components/page.tsx";
import { UnloadedPage } from "../../components/unloaded-page.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toIdentityProviders } from "../../routes.ts";
import { type ProviderName, providerNameOf } from "../identity-providers/provider-names.ts";
import { Audiences } from "./audiences.tsx";
import { Encryption } from "./encryption.tsx";
import { MfaRule } from "./mfa-rule.tsx";

const trail = [{ text: t("nav.identityProviders"), href: toIdentityProviders() }];

export function IdentityProviderPage() {
  const arn = useSearchParams()[0].get("arn") ?? "";
  const { data, error, reload } = useQuery("GetIdentityProviderMFARule", { providerArn: arn });
  const named = providerNameOf(arn);
  if (data === undefined || named === undefined) {
    return (
      <UnloadedPage
        title={named?.name ?? arn}
        trail={trail}
        error={error}
        onRetry={reload}
        missing={{
          text: t("provider.notFound", { arn }),
          list: { href: toIdentityProviders(), text: t("provider.toProviders") },
        }}
      />
    );
  }
  return (
    <LoadedProvider arn={arn} named={named}>
      {named.kind === "oidc" ? <Audiences arn={arn} /> : <Encryption arn={arn} />}
      <MfaRule arn={arn} kind={named.kind} rule={data} onChanged={reload} />
    </LoadedProvider>
  );
}

function LoadedProvider({
  arn,
  named: { kind, name },
  children,
}: {
  readonly arn: string;
  readonly named: ProviderName;
  readonly children: React.ReactNode;
}) {
  const { denied } = useConsole();
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const flash = useFlash();
  const may =
    denied[kind === "oidc" ? "iam:DeleteOpenIDConnectProvider" : "iam:DeleteSAMLProvider"];

  async function remove() {
    if (kind === "oidc")
      await call("DeleteOpenIDConnectProvider", { openIDConnectProviderArn: arn });
    else await call("DeleteSAMLProvider", { sAMLProviderArn: arn });
    flash.show({ type: "success", content: t("provider.deleted", { name }) });
    void navigate(toIdentityProviders());
  }

  return (
    <Page
      title={name}
      trail={trail}
      actions={
        <GatedButton denied={may} onClick={() => setDeleting(true)}>
          {t("provider.delete")}
        </GatedButton>
      }
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">{t("provider.summary")}</Header>}>
          <KeyValuePairs
            columns={2}
            items={[
              { label: t("provider.kind"), value: t(`providers.kind.${kind}`) },
              { label: t("provider.arn"), value: arn },
            ]}
          />
        </Container>
        {children}
      </SpaceBetween>
      {deleting ? (
        <ConfirmByTyping
          title={t("provider.delete.title", { name })}
          word={name}
          actionText={t("action.delete")}
          onConfirm={remove}
          onDismiss={() => setDeleting(false)}
        >
          {t("provider.delete.text")}
        </ConfirmByTyping>
      ) : null}
    </Page>
  );
}
