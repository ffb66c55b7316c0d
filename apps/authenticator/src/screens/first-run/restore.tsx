import { type Bytes, isVault, VaultFault, waysInto } from "@sallyport/vault";
import { type FormEvent, useState } from "react";
import { t } from "../../i18n/t.ts";
import { askPersistence } from "../../pwa/persistence.ts";
import { changeSettings } from "../../settings.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { useSession } from "../../vault/vault-context.tsx";

/** A backup of another device becomes the vault of this one. */
export function Restore({ onCancel }: { readonly onCancel: () => void }) {
  const session = useSession();
  const { isBusy, fault, run } = useBusy();
  const [backup, setBackup] = useState<{ readonly name: string; readonly bytes: Bytes }>();
  const [passphrase, setPassphrase] = useState("");
  const choose = (file: File) =>
    run(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (!isVault(bytes)) throw new VaultFault("notAVault");
      waysInto(bytes); // says at once whether it is damaged
      setBackup({ name: file.name, bytes });
    });
  const restore = (event: FormEvent) => {
    event.preventDefault();
    if (backup === undefined) return;
    void run(async () => {
      await session.adopt(backup.bytes, { kind: "passphrase", passphrase });
      changeSettings({ backedUpAt: Date.now() });
      void askPersistence();
    });
  };
  return (
    <div className="card">
      <p>{t("restore.lead")}</p>
      {fault === undefined ? null : <Notice kind="error">{fault}</Notice>}
      <FilePicker label={t("restore.choose")} onFile={choose} />
      {backup === undefined ? null : (
        <form onSubmit={restore}>
          <p>{t("restore.chosen", { name: backup.name })}</p>
          <Field
            label={t("passphrase.label")}
            type="password"
            autoComplete="current-password"
            value={passphrase}
            onChange={setPassphrase}
          />
          <Button type="submit" look="primary" disabled={isBusy}>
            {isBusy ? t("action.working") : t("restore.submit")}
          </Button>
        </form>
      )}
      <Button look="quiet" onClick={onCancel}>
        {t("action.cancel")}
      </Button>
    </div>
  );
}
