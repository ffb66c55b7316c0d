import { t } from "../../i18n/t.ts";
import { Page } from "../../ui/page.tsx";
import { ExportPart } from "./export-part.tsx";
import { ImportPart } from "./import-part.tsx";
import { PlainExport } from "./plain-export.tsx";

/** Out of this device and into it. */
export function BackupPage() {
  return (
    <Page title={t("backup.title")}>
      <ExportPart />
      <ImportPart />
      <PlainExport />
    </Page>
  );
}
