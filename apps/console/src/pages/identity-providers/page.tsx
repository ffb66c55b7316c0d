import Header from "@cloudscape-design/components/header";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { useFlash } from "../../components/flash.tsx";
import { GatedButton } from "../../components/gated-button.tsx";
import { lazyDialog } from "../../components/lazy-dialog.tsx";
import { Page } from "../../components/page.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toIdentityProvider } from "../../routes.ts";
import { providerNameOf } from "./provider-names.ts";

const AddProvider = lazyDialog(async () => (await import("./add-provider.tsx")).AddProvider);

interface Row {
  readonly arn: string;
}

const columns: readonly TableProps.ColumnDefinition<Row>[] = [
  {
    id: "name",
    header: t("providers.column.name"),
    isRowHeader: true,
    cell: ({ arn }) => (
      <AppLink href={toIdentityProvider(arn)}>{providerNameOf(arn)?.name ?? arn}</AppLink>
    ),
  },
  {
    id: "kind",
    header: t("providers.column.kind"),
    cell: ({ arn }) => t(`providers.kind.${providerNameOf(arn)?.kind ?? "oidc"}`),
  },
];

const noInput = {} as const;

/** Both kinds in one list: AWS answers all there are of each. */
export function IdentityProvidersPage() {
  const { denied } = useConsole();
  const oidc = useQuery("ListOpenIDConnectProviders", noInput);
  const saml = useQuery("ListSAMLProviders", noInput);
  const [adding, setAdding] = useState(false);
  const navigate = useNavigate();
  const flash = useFlash();
  const rows: readonly Row[] = [
    ...(oidc.data?.openIDConnectProviderList ?? []),
    ...(saml.data?.sAMLProviderList ?? []),
  ];

  const addButton = (
    <GatedButton
      variant="primary"
      denied={denied["iam:CreateOpenIDConnectProvider"] && denied["iam:CreateSAMLProvider"]}
      onClick={() => setAdding(true)}
    >
      {t("providers.add")}
    </GatedButton>
  );

  return (
    <Page title={t("providers.title")} heading={false} contentType="table">
      {[oidc, saml].map(({ error, reload }, index) =>
        error === undefined ? null : (
          <Problem key={index === 0 ? "oidc" : "saml"} error={error} onRetry={reload} />
        ),
      )}
      <Table
        variant="full-page"
        trackBy="arn"
        columnDefinitions={columns}
        items={rows}
        loading={oidc.loading || saml.loading}
        loadingText={t("loading.content")}
        ariaLabels={{ tableLabel: t("providers.title") }}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={`(${rows.length})`}
            description={t("providers.description")}
            actions={addButton}
          >
            {t("providers.title")}
          </Header>
        }
        empty={
          <EmptyState
            title={t("providers.empty.title")}
            text={t("providers.empty.text")}
            action={addButton}
          />
        }
      />
      {adding ? (
        <AddProvider
          onAdded={(arn) => {
            flash.show({ type: "success", content: t("providers.added") });
            void navigate(toIdentityProvider(arn));
          }}
          onDismiss={() => setAdding(false)}
        />
      ) : null}
    </Page>
  );
}
