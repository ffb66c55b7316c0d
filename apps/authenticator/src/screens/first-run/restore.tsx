import { type Bytes, isVault, VaultFault, waysInto } from "@sallyport/vault";
import { useState } from "react";
import { t } from "../../i18n/t.ts";
import { askPersistence } from "../../pwa/persistence.ts";
import { changeSettings } from "../../settings.ts";
import { Button } from "../../ui/button.tsx";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PassphraseForm } from "../../ui/passphrase-form.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { useSession } from "../../vault/vault-context.tsx";

/** A backup of another device becomes the vault of this one. */
export function Restore({ onCancel }: { readonly onCancel: () => void }) {
  const session = useSession();
  const busy = useBusy();
  const [backup, setBackup] = useState<{ readonly name: string; readonly bytes: Bytes }>();
  const choose = (file: File) =>
    busy.run(async () => {
      setBackup(undefined);
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (!isVault(bytes)) throw new VaultFault("notAVault");
      waysInto(bytes); // says at once whether it is damaged
      setBackup({ name: file.name, bytes });
    });
  const restore = (bytes: Bytes, passphrase: string) =>
    busy.run(async (signal) => {
      await session.adopt(bytes, { kind: "passphrase", passphrase }, signal);
      changeSettings({ backedUpAt: Date.now() });
      void askPersistence();
    });
  return (
    <div className="card">
      <p>{t("restore.lead")}</p>
      {busy.fault === undefined || backup !== undefined ? null : (
        <Notice kind="error">{busy.fault}</Notice>
      )}
      <FilePicker label={t("restore.choose")} onFile={choose} />
      {backup === undefined ? null : (
        <>
          <p>{t("restore.chosen", { name: backup.name })}</p>
          <PassphraseForm
            action={t("restore.submit")}
            busy={busy}
            onPassphrase={(passphrase) => void restore(backup.bytes, passphrase)}
          />
        </>
      )}
      <Button look="quiet" onClick={onCancel}>
        {t("action.cancel")}
      </Button>
    </div>
  );
}
