import { type FormEvent, useEffect, useState } from "react";
import { t } from "../../i18n/t.ts";
import { readPicture } from "../../scan/decode.ts";
import { systemName } from "../../sync/device-name.ts";
import {
  findPairingCode,
  type PairingCode,
  scannedPairing,
  tidyCode,
  tidyName,
} from "../../sync/pairing.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { CameraView } from "../add/camera-view.tsx";

const longestName = 64;

/** The console's code, typed or scanned. */
export function PairingForm({
  server,
  onPair,
}: {
  readonly server: string;
  readonly onPair: (destination: { readonly code: string; readonly name: string }) => Promise<void>;
}) {
  const { isBusy, fault, run } = useBusy();
  const [name, setName] = useState(systemName);
  const [code, setCode] = useState("");
  const [isFilming, setFilming] = useState(false);
  const [scanFault, setScanFault] = useState<string>();
  const [wasScanned, setScanned] = useState(false);

  const take = (pairing: PairingCode | undefined) => {
    setScanned(false);
    if (pairing === undefined) return setScanFault(t("sync.notPairing"));
    if (pairing.server !== undefined && pairing.server !== server) {
      return setScanFault(t("sync.otherServer", { other: pairing.server, server }));
    }
    setScanFault(undefined);
    setFilming(false);
    setScanned(true);
    setCode(pairing.code);
  };
  const onPicture = (picture: Blob) => {
    readPicture(picture).then(
      (text) => (text === undefined ? setScanFault(t("add.noCode")) : take(findPairingCode(text))),
      () => setScanFault(t("add.noPicture")),
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was scanned elsewhere is taken once
  useEffect(() => {
    const scanned = scannedPairing.get();
    scannedPairing.set(undefined);
    if (scanned !== undefined) take(scanned);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const pasted = findPairingCode(code);
    if (pasted !== undefined && pasted.server !== server) return take(pasted);
    const tidy = tidyCode(pasted?.code ?? code);
    if (tidy === "") return setScanFault(t("sync.notPairing"));
    setScanFault(undefined);
    void run(() => onPair({ code: tidy, name: tidyName(name) || systemName() }));
  };

  return (
    <section className="card" aria-labelledby="sync-connect">
      <h2 id="sync-connect">{t("sync.connect")}</h2>
      <p>{t("sync.connectLead")}</p>
      {scanFault === undefined ? null : <Notice kind="error">{scanFault}</Notice>}
      {isFilming ? (
        <CameraView
          onText={(text) => take(findPairingCode(text))}
          onEnd={() => setFilming(false)}
        />
      ) : (
        <div className="buttons">
          <Button icon="camera" onClick={() => setFilming(true)}>
            {t("sync.scan")}
          </Button>
          <FilePicker label={t("add.picture")} icon="picture" accept="image/*" onFile={onPicture} />
        </div>
      )}
      <form onSubmit={submit}>
        <Field
          label={t("sync.code")}
          value={code}
          onChange={(text) => {
            setScanned(false);
            setCode(text);
          }}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          hint={<span role="status">{wasScanned ? t("sync.scanned") : null}</span>}
          error={fault}
        />
        <Field
          label={t("sync.name")}
          value={name}
          onChange={setName}
          maxLength={longestName}
          hint={t("sync.nameHint")}
        />
        <Button type="submit" look="primary" disabled={isBusy}>
          {isBusy ? t("action.working") : t("sync.submit")}
        </Button>
      </form>
      <p className="hint">{t("sync.server", { server })}</p>
    </section>
  );
}
