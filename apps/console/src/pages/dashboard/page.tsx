import Grid from "@cloudscape-design/components/grid";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "../../api/use-query.ts";
import { Page } from "../../components/page.tsx";
import { PageLoading } from "../../components/page-loading.tsx";
import { Problem } from "../../components/problem.tsx";
import { t } from "../../i18n/t.ts";
import { AccountBox } from "./account-box.tsx";
import { GraceBanner } from "./grace-banner.tsx";
import { Recommendations } from "./recommendations.tsx";
import { Resources } from "./resources.tsx";

const noInput = {} as const;

/** What to do for the account's safety, how much is in it, and where its users sign in. */
export function DashboardPage() {
  const { data, error, reload } = useQuery("GetDashboard", noInput);
  return (
    <Page title={t("dashboard.title")}>
      <Grid
        gridDefinition={[{ colspan: { default: 12, s: 8 } }, { colspan: { default: 12, s: 4 } }]}
      >
        <SpaceBetween size="l">
          {error === undefined ? null : <Problem error={error} onRetry={reload} />}
          {data === undefined && error === undefined ? <PageLoading /> : null}
          {data?.graceEndsAt === undefined ? null : <GraceBanner endsAt={data.graceEndsAt} />}
          {data === undefined ? null : <Recommendations recommendations={data.recommendations} />}
          {data?.counts === undefined ? null : (
            <Resources counts={data.counts} usersWithoutMfa={data.usersWithoutMFA} />
          )}
        </SpaceBetween>
        <AccountBox />
      </Grid>
    </Page>
  );
}
