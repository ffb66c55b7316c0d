import {
  type Bytes,
  type ImportReading,
  type RecognizedImport,
  readImport,
  recognizeImport,
} from "@sallyport/vault";
import { useState } from "react";
import { t } from "../../i18n/t.ts";
import { go } from "../../routes.ts";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PassphraseForm } from "../../ui/passphrase-form.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { useSession } from "../../vault/vault-context.tsx";
import { Preview } from "./preview.tsx";

interface Chosen extends RecognizedImport {
  readonly name: string;
  readonly bytes: Bytes;
}

/** A file of this app or of another: what it is, its passphrase where it has one, then what would be added. */
export function ImportPart() {
  const session = useSession();
  const busy = useBusy();
  const { fault, run } = busy;
  const [chosen, setChosen] = useState<Chosen>();
  const [reading, setReading] = useState<ImportReading>();
  const forget = () => {
    setChosen(undefined);
    setReading(undefined);
  };
  const choose = (file: File) =>
    run(async () => {
      forget();
      const bytes = new Uint8Array(await file.arrayBuffer());
      const recognized = recognizeImport(bytes);
      setChosen({ ...recognized, name: file.name, bytes });
      if (!recognized.needsPassphrase) setReading(await readImport(bytes));
    });
  const open = (bytes: Bytes, passphrase: string) =>
    run(async (signal) => {
      const hashes = session.hashes(signal);
      setReading(await readImport(bytes, { passphrase, hashes }));
    });
  const isAsking = chosen?.needsPassphrase === true && reading === undefined;
  return (
    <section className="card" aria-labelledby="import-title">
      <h2 id="import-title">{t("import.title")}</h2>
      <p>{t("import.lead")}</p>
      {fault === undefined || isAsking ? null : <Notice kind="error">{fault}</Notice>}
      <FilePicker label={t("import.choose")} onFile={choose} />
      {chosen === undefined ? null : (
        <p role="status">
          {t("import.chosen", { name: chosen.name, format: t(`import.format.${chosen.format}`) })}
        </p>
      )}
      {chosen !== undefined && isAsking ? (
        <PassphraseForm
          label={t("import.passphrase")}
          autoComplete="off"
          action={t("import.open")}
          busy={busy}
          onPassphrase={(passphrase) => void open(chosen.bytes, passphrase)}
        />
      ) : null}
      {reading === undefined ? null : (
        <Preview findings={reading} onDone={() => go("codes")} onCancel={forget} />
      )}
    </section>
  );
}
