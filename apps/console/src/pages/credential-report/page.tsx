import SegmentedControl from "@cloudscape-design/components/segmented-control";
import type { Input } from "../../api/types.ts";
import { GatedButton } from "../../components/gated-button.tsx";
import { ListPage } from "../../components/list/list-page.tsx";
import type { ListPlace } from "../../components/list/list-place.ts";
import { useListing } from "../../components/list/use-listing.ts";
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

/** Who has which credentials: as a table of this moment, and as the report for download. */
export function CredentialReportPage() {
  const { denied } = useConsole();
  const noAccess = denied["iam:GenerateCredentialReport"] ?? denied["iam:GetCredentialReport"];
  const listing = useListing("ListCredentialSummaries", {
    list: "credential-report",
    defaults: defaultCredentialPreferences,
    denied: noAccess,
    ask: concernOf,
  });
  const { data, place, arrange, turnTo } = listing;
  const concern = concernFrom(place.filter);
  const download = useDownload();
  const busy = download.stage.kind === "making" || download.stage.kind === "fetching";

  return (
    <ListPage
      words="credentialReport"
      listing={listing}
      rows={data?.users}
      trackBy="userName"
      columns={credentialColumns}
      fixedColumn="userName"
      actions={
        <GatedButton
          variant="primary"
          iconName="download"
          denied={noAccess}
          loading={busy}
          onClick={download.start}
        >
          {t("credentialReport.download")}
        </GatedButton>
      }
      notice={
        <DownloadStatus
          stage={download.stage}
          onRetry={download.start}
          onDismiss={download.dismiss}
        />
      }
      narrow={
        <SegmentedControl
          label={t("credentialReport.show")}
          selectedId={concern ?? "all"}
          options={(["all", ...concerns] as const).map((id) => ({
            id,
            text: t(`credentialReport.show.${id}`),
          }))}
          onChange={({ detail }) => arrange({ filter: concernFrom(detail.selectedId) })}
        />
      }
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
  );
}

function concernOf(place: ListPlace): Partial<Input<"ListCredentialSummaries">> {
  const concern = concernFrom(place.filter);
  return concern === undefined ? {} : { concern };
}
