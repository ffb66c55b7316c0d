import { useState } from "react";
import { t } from "../../i18n/t.ts";
import { askPersistence } from "../../pwa/persistence.ts";
import { Button } from "../../ui/button.tsx";
import { Mark } from "../../ui/icons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { makePasskey } from "../../vault/passkey.ts";
import { useCanUsePasskeys } from "../../vault/use-can-use-passkeys.ts";
import { useSession } from "../../vault/vault-context.tsx";
import { NewPassphrase } from "./new-passphrase.tsx";
import { Restore } from "./restore.tsx";

/** There is no vault yet: the person says how it is to be opened, or brings one from another device. */
export function FirstRun() {
  const [isRestoring, setRestoring] = useState(false);
  return (
    <main className="gate">
      <Mark />
      <h1>{t(isRestoring ? "restore.title" : "first.title")}</h1>
      {isRestoring ? (
        <Restore onCancel={() => setRestoring(false)} />
      ) : (
        <Begin onRestore={() => setRestoring(true)} />
      )}
    </main>
  );
}

function Begin({ onRestore }: { readonly onRestore: () => void }) {
  const session = useSession();
  const busy = useBusy();
  const { isBusy, fault, run } = busy;
  const passkeys = useCanUsePasskeys();
  const withPassphrase = (passphrase: string) =>
    run(async (signal) => {
      await session.create({ kind: "passphrase", passphrase }, signal);
      void askPersistence();
    });
  const withPasskey = () =>
    run(async (signal) => {
      const names = { app: t("app.name"), passkey: t("passkey.name") };
      await session.create(await makePasskey(names, signal), signal);
      void askPersistence();
    });
  return (
    <>
      <p className="lead">{t("first.lead")}</p>
      {fault === undefined ? null : <Notice kind="error">{fault}</Notice>}
      <section className="card" aria-labelledby="first-passphrase">
        <h2 id="first-passphrase">{t("first.passphrase")}</h2>
        <p>{t("first.passphraseWhy")}</p>
        <NewPassphrase submit={t("first.create")} busy={busy} onChosen={withPassphrase} />
      </section>
      {passkeys ? (
        <section className="card" aria-labelledby="first-passkey">
          <h2 id="first-passkey">{t("first.passkey")}</h2>
          <p>{t("first.passkeyWhy")}</p>
          <Button icon="key" onClick={withPasskey} disabled={isBusy}>
            {t("first.usePasskey")}
          </Button>
        </section>
      ) : null}
      <p className="quiet-line">
        {t("first.haveBackup")}{" "}
        <button type="button" className="link" onClick={onRestore}>
          {t("first.restore")}
        </button>
      </p>
    </>
  );
}
