import type { MigrationProgress } from "@sallyport/vault";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";

/** An export that comes in several QR codes: how many were read, and which are still to be scanned. */
export function BatchProgress({
  progress,
  onTake,
}: {
  readonly progress: MigrationProgress;
  readonly onTake: () => void;
}) {
  const { size, missing } = progress;
  const read = size - missing.length;
  const next = (missing[0] ?? 0) + 1;
  return (
    <Notice actions={<Button onClick={onTake}>{t("add.batchTake")}</Button>}>
      <span role="status">{t("add.batch", { read, size, next })}</span>
      <progress value={read} max={size} aria-label={t("add.batchLabel")} />
    </Notice>
  );
}
