import type { Bytes, VaultFaultCode } from "@sallyport/vault";
import { useState } from "react";
import { t } from "../../i18n/t.ts";
import { saveFile } from "../../pwa/save-file.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useSession } from "../../vault/vault-context.tsx";

/** What is stored is no vault that this version can read. It is kept whatever happens. */
export function Unreadable({
  code,
  bytes,
}: {
  readonly code: VaultFaultCode;
  readonly bytes: Bytes;
}) {
  const session = useSession();
  const [isAsking, setAsking] = useState(false);
  return (
    <main className="gate">
      <h1>{t("unreadable.title")}</h1>
      <Notice kind="error">{t(`fault.vault.${code}`)}</Notice>
      <div className="card">
        <p>{t("unreadable.lead")}</p>
        <div className="buttons">
          <Button onClick={() => saveFile("damaged.vault", bytes, "application/octet-stream")}>
            {t("unreadable.save")}
          </Button>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t("unreadable.startOver")}
          </Button>
        </div>
      </div>
      {isAsking ? (
        <Dialog title={t("unreadable.startOver")} onClose={() => setAsking(false)}>
          <p>{t("unreadable.startOverWhy")}</p>
          <div className="buttons">
            <Button onClick={() => setAsking(false)}>{t("action.cancel")}</Button>
            <Button look="danger" onClick={() => void session.setAside()}>
              {t("unreadable.startOver")}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </main>
  );
}
