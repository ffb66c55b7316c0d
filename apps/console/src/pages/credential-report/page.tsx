import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { CredentialSummary, Input } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { GatedButton } from "../../components/gated-button.tsx";
import { type ListPlace, markerOf, useListPlace } from "../../components/list/list-place.ts";
import { ListSearch } from "../../components/list/list-search.tsx";
import { ListTable } from "../../components/list/list-table.tsx";
import { NothingListed } from "../../components/list/nothing-listed.tsx";
import { useListPreferences } from "../../components/list/preferences.ts";
import { Page } from "../../components/page.tsx";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";
import {
  concernFrom,
  concerns,
  credentialColumns,
  defaultCredentialPreferences,
} from "./config.tsx";
import { DownloadStatus } from "./download-status.tsx";
import { NobodyListed } from "./nobody-listed.tsx";
import { useDownload } from "./use-download.ts";

const nobody: readonly CredentialSummary[] = [];

/** Who has which credentials: as a table of this moment, and as the report for download. */
export function CredentialReportPage() {
  const { denied } = useConsole();
  const noAccess = denied["iam:GenerateCredentialReport"] ?? denied["iam:GetCredentialReport"];
  const { place, arrange, turnTo, restart } = useListPlace();
  const concern = concernFrom(place.filter);
  const [preferences, setPreferences] = useListPreferences(
    "credential-report",
    defaultCredentialPreferences,
  );
  const { data, error, loading, reload } = useQuery(
    "ListCredentialSummaries",
    noAccess === undefined ? searchFor(place, preferences.pageSize) : undefined,
  );
  const download = useDownload();
  const busy = download.stage.kind === "making" || download.stage.kind === "fetching";

  return (
    <Page title={t("credentialReport.title")} heading={false} contentType="table">
      <ListTable
        title={t("credentialReport.title")}
        trackBy="userName"
        columns={credentialColumns}
        fixedColumn="userName"
        rows={data?.users ?? nobody}
        list={{
          answer: data,
          loading,
          place,
          onTurn: turnTo,
          preferences,
          onPreferences: (next) => {
            setPreferences(next);
            restart();
          },
          pageSizeLabel: (count) => t("credentialReport.pageSize", { count }),
        }}
        header={
          <SpaceBetween size="m">
            <Header
              variant="awsui-h1-sticky"
              description={t("credentialReport.description")}
              counter={data === undefined ? "" : `(${data.total})`}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button iconName="refresh" ariaLabel={t("action.refresh")} onClick={reload} />
                  <GatedButton
                    variant="primary"
                    iconName="download"
                    denied={noAccess}
                    loading={busy}
                    onClick={download.start}
                  >
                    {t("credentialReport.download")}
                  </GatedButton>
                </SpaceBetween>
              }
            >
              {t("credentialReport.title")}
            </Header>
            <DownloadStatus
              stage={download.stage}
              onRetry={download.start}
              onDismiss={download.dismiss}
            />
          </SpaceBetween>
        }
        filter={
          <SpaceBetween direction="horizontal" size="m">
            <SegmentedControl
              label={t("credentialReport.show")}
              selectedId={concern ?? "all"}
              options={(["all", ...concerns] as const).map((id) => ({
                id,
                text: t(`credentialReport.show.${id}`),
              }))}
              onChange={({ detail }) => arrange({ filter: concernFrom(detail.selectedId) })}
            />
            <ListSearch
              label={t("credentialReport.find")}
              value={place.namePrefix}
              matches={
                place.page === 1 && data?.isTruncated === false ? data.users.length : undefined
              }
              onChange={(namePrefix) => arrange({ namePrefix })}
            />
          </SpaceBetween>
        }
        empty={
          <NothingListed
            denied={noAccess}
            error={error}
            onRetry={reload}
            searching={place.namePrefix !== "" && concern === undefined}
            onClearSearch={() => arrange({ namePrefix: "" })}
            noMatchText={t("users.noMatch.text", { prefix: place.namePrefix })}
            empty={
              <NobodyListed
                concern={concern}
                namePrefix={place.namePrefix}
                onSearchOn={
                  data?.isTruncated === true ? () => turnTo(place.page + 1, data.marker) : undefined
                }
                onShowAll={() => arrange({ filter: undefined })}
              />
            }
          />
        }
      />
    </Page>
  );
}

function searchFor(place: ListPlace, maxItems: number): Input<"ListCredentialSummaries"> {
  const marker = markerOf(place);
  const concern = concernFrom(place.filter);
  return {
    maxItems,
    ...(place.namePrefix === "" ? {} : { namePrefix: place.namePrefix }),
    ...(concern === undefined ? {} : { concern }),
    ...(marker === undefined ? {} : { marker }),
  };
}
