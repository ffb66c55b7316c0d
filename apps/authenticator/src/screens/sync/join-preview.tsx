import type { JoinPreview as Counts, Way } from "@sallyport/vault";
import { useEffect, useRef, useState } from "react";
import { language } from "../../i18n/en.ts";
import { t, tCount } from "../../i18n/t.ts";
import type { Connecting, Stage } from "../../sync/connect.ts";
import { Button } from "../../ui/button.tsx";
import { Tick } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { wayOfPasskey } from "../../vault/passkey.ts";
import { useOpenVault } from "../../vault/vault-context.tsx";

type Meets = Extract<Stage, { readonly kind: "preview" }>["meets"];

const listed = new Intl.ListFormat(language, { type: "unit" });

/** What is put together, before it is. */
export function JoinPreview({
  preview: { here, there, both },
  meets,
  whose,
  onConfirm,
  onCancel,
}: {
  readonly preview: Counts;
  readonly meets: Meets;
  readonly whose: Connecting["whose"];
  readonly onConfirm: (passkey: Way | undefined) => Promise<void>;
  readonly onCancel: () => Promise<void>;
}) {
  const { ways } = useOpenVault();
  const isOther = meets === "other";
  const isFirst = meets === "nothing";
  const { isBusy, fault, run } = useBusy();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const passkeys = ways.filter(({ kind }) => kind === "passkey");
  const hasPassphrase = ways.some(({ kind }) => kind === "passphrase");
  const [keepsPasskey, setKeepsPasskey] = useState(passkeys.length > 0);
  const confirm = () =>
    run(async (signal) => {
      const asksPasskey = isOther && keepsPasskey;
      await onConfirm(asksPasskey ? await wayOfPasskey(passkeys, signal) : undefined);
    });
  const counts = [
    tCount("sync.here", here),
    tCount("sync.there", there),
    tCount("sync.both", both),
  ];
  return (
    <section className="card" aria-labelledby="sync-preview">
      <h2 id="sync-preview" ref={heading} tabIndex={-1}>
        {t(isFirst ? "sync.first" : "sync.preview")}
      </h2>
      <p>{t("sync.whose", whose)}</p>
      {isFirst ? (
        <p>{t("sync.firstLead")}</p>
      ) : (
        <>
          <p>{listed.format(counts)}</p>
          <p>{tCount("sync.after", here + there - both)}</p>
        </>
      )}
      {isOther ? (
        <Notice kind="warning">
          {t(hasPassphrase ? "sync.otherPassphrase" : "sync.otherWays")}
        </Notice>
      ) : null}
      {isOther && passkeys.length > 0 ? (
        <Tick label={t("sync.keepPasskey")} isTicked={keepsPasskey} onChange={setKeepsPasskey} />
      ) : null}
      {fault === undefined ? null : <Notice kind="error">{fault}</Notice>}
      <div className="buttons">
        <Button onClick={() => void onCancel()} disabled={isBusy}>
          {t("action.cancel")}
        </Button>
        <Button look="primary" onClick={confirm} disabled={isBusy}>
          {isBusy ? t("action.working") : t(isFirst ? "sync.begin" : "sync.join")}
        </Button>
      </div>
    </section>
  );
}
