import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "../../api/use-query.ts";
import { AppLink } from "../../components/app-link.tsx";
import { Page } from "../../components/page.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import { toUsers } from "../../routes.ts";
import { AccessKeys } from "./access-keys.tsx";
import { ClosedCodes } from "./closed-codes.tsx";
import { MfaSection } from "./mfa-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { Section } from "./section.tsx";
import { SyncSection } from "./sync-section.tsx";
import { useOpenSections } from "./use-open-sections.ts";
import "./credentials.css";

const noInput = {} as const;

/** One's own credentials: "Your Security Credentials" for root, "My security credentials" for an IAM user. */
export function SecurityCredentialsPage() {
  const { person } = useConsole();
  const credentials = useQuery("GetMyCredentials", noInput);
  const sections = useOpenSections();
  const { data } = credentials;
  const isRoot = person.kind === "root";

  return (
    <Page
      title={t(isRoot ? "credentials.rootTitle" : "credentials.userTitle")}
      description={isRoot ? <RootIntroduction /> : t("credentials.userIntro")}
      maxContentWidth={1280}
    >
      <SpaceBetween size="l">
        {credentials.error === undefined ? null : (
          <Problem error={credentials.error} onRetry={credentials.reload} />
        )}
        {data === undefined && credentials.loading ? <PageLoading /> : null}
        {data?.codesClosed === true ? <ClosedCodes onUnlocked={credentials.reload} /> : null}
        {data === undefined ? null : (
          <SpaceBetween size="l">
            <Section id="password" title={t("credentials.password")} sections={sections}>
              <PasswordSection
                password={data.password}
                denied={isRoot ? undefined : data.denied["iam:ChangePassword"]}
                onChanged={credentials.reload}
              />
            </Section>
            <Section id="mfa" title={t("credentials.mfa")} sections={sections}>
              <MfaSection
                devices={data.mfaDevices}
                quota={data.quota}
                onChanged={credentials.reload}
              />
            </Section>
            <Section id="access-keys" title={t("credentials.keys")} sections={sections}>
              <AccessKeys credentials={data} onChanged={credentials.reload} />
            </Section>
            <Section id="authenticator-sync" title={t("sync.title")} sections={sections}>
              <SyncSection />
            </Section>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Page>
  );
}

function RootIntroduction() {
  return (
    <>
      {t("credentials.rootIntro")}{" "}
      <AppLink href={toUsers()} variant="primary">
        {t("credentials.rootIntroLink")}
      </AppLink>
      .
    </>
  );
}
