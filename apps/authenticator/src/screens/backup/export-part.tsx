import { exportSealed } from "@sallyport/vault";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { saveFile } from "../../pwa/save-file.ts";
import { changeSettings, settings } from "../../settings.ts";
import { useStore } from "../../store.ts";
import { Notice } from "../../ui/notice.tsx";
import { say } from "../../ui/toasts.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { useOpenVault, useSession } from "../../vault/vault-context.tsx";
import { NewPassphrase } from "../first-run/new-passphrase.tsx";
import { dayOf } from "./day.ts";

export function ExportPart() {
  const { contents } = useOpenVault();
  const { backedUpAt } = useStore(settings);
  const session = useSession();
  const busy = useBusy();
  const { fault, run } = busy;
  const save = (passphrase: string) =>
    run(async (signal) => {
      const hashes = session.hashes(signal);
      const bytes = await exportSealed({ contents, passphrase, atMs: now(), hashes });
      saveFile(`authenticator-${dayOf(now())}.vault`, bytes, "application/octet-stream");
      changeSettings({ backedUpAt: now() });
      say(t("backup.saved"));
    });
  return (
    <section className="card" aria-labelledby="export-title">
      <h2 id="export-title">{t("backup.export")}</h2>
      <p>{t("backup.exportLead")}</p>
      <p className="hint">
        {backedUpAt === 0 ? t("backup.never") : t("backup.last", { day: dayOf(backedUpAt) })}
      </p>
      {fault === undefined ? null : <Notice kind="error">{fault}</Notice>}
      <NewPassphrase submit={t("backup.save")} busy={busy} onChosen={save} />
    </section>
  );
}
