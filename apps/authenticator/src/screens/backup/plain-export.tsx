import { exportPlain } from "@sallyport/vault";
import { useState } from "react";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { saveFile } from "../../pwa/save-file.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Tick } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useOpenVault } from "../../vault/vault-context.tsx";
import { dayOf } from "./day.ts";

/** For other apps, unsealed: behind a warning that has to be read. */
export function PlainExport() {
  const { contents } = useOpenVault();
  const [isAsking, setAsking] = useState(false);
  const [isUnderstood, setUnderstood] = useState(false);
  const close = () => {
    setAsking(false);
    setUnderstood(false);
  };
  const save = () => {
    saveFile(`authenticator-${dayOf(now())}.txt`, exportPlain(contents), "text/plain");
    close();
  };
  return (
    <section className="card" aria-labelledby="plain-title">
      <h2 id="plain-title">{t("plain.title")}</h2>
      <p>{t("plain.lead")}</p>
      <Button onClick={() => setAsking(true)}>{t("plain.open")}</Button>
      {isAsking ? (
        <Dialog title={t("plain.title")} onClose={close}>
          <Notice kind="warning">{t("plain.warning")}</Notice>
          <Tick label={t("plain.understood")} isTicked={isUnderstood} onChange={setUnderstood} />
          <div className="buttons">
            <Button onClick={close}>{t("action.cancel")}</Button>
            <Button look="danger" disabled={!isUnderstood} onClick={save}>
              {t("plain.save")}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}
