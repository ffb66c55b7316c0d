import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { Problem } from "../../components/problem.tsx";
import { t } from "../../i18n/t.ts";
import type { DownloadStage } from "./use-download.ts";

interface DownloadStatusProps {
  readonly stage: DownloadStage;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

/** How far the report is, told to screen readers too. */
export function DownloadStatus({ stage, onRetry, onDismiss }: DownloadStatusProps) {
  switch (stage.kind) {
    case "idle":
      return null;
    case "making":
      return (
        <ProgressBar
          label={t("credentialReport.making")}
          additionalInfo={t("credentialReport.makingText", {
            done: stage.done,
            total: stage.total,
          })}
          value={stage.total === 0 ? 0 : Math.min(100, (100 * stage.done) / stage.total)}
        />
      );
    case "fetching":
      return (
        <Box>
          <StatusIndicator type="in-progress">{t("credentialReport.fetching")}</StatusIndicator>
        </Box>
      );
    case "downloaded":
      return (
        <div role="status">
          <Alert type="success" dismissible={true} onDismiss={onDismiss}>
            {t("credentialReport.downloaded")}
          </Alert>
        </div>
      );
    case "failed":
      return <Problem error={stage.error} onRetry={onRetry} />;
  }
}
