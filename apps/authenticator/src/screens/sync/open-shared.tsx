import type { Credential, SlotHead } from "@sallyport/vault";
import { t } from "../../i18n/t.ts";
import type { Connecting } from "../../sync/connect.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PassphraseForm } from "../../ui/passphrase-form.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { askPasskey } from "../../vault/passkey.ts";
import { useCanUsePasskeys } from "../../vault/use-can-use-passkeys.ts";

/** Other devices share a vault that is not this device's: it is opened here, as it is there. */
export function OpenShared({
  ways,
  whose,
  onOpen,
  onCancel,
}: {
  readonly ways: readonly SlotHead[];
  readonly whose: Connecting["whose"];
  readonly onOpen: (credential: Credential, signal: AbortSignal) => Promise<void>;
  readonly onCancel: () => Promise<void>;
}) {
  const busy = useBusy();
  const { isBusy, fault, run } = busy;
  const canUsePasskeys = useCanUsePasskeys();
  const hasPassphrase = ways.some(({ kind }) => kind === "passphrase");
  const hasPasskey = canUsePasskeys && ways.some(({ kind }) => kind === "passkey");
  return (
    <section className="card" aria-labelledby="sync-shut">
      <h2 id="sync-shut">{t("sync.shut")}</h2>
      <p>{t("sync.whose", whose)}</p>
      <p>{t("sync.shutLead")}</p>
      {hasPassphrase ? null : <Notice kind="warning">{t("sync.noPassphrase")}</Notice>}
      {hasPassphrase ? (
        <PassphraseForm
          autoFocus={true}
          action={t("sync.open")}
          actionUnderWay={t("lock.opening")}
          busy={busy}
          onPassphrase={(passphrase) =>
            void run((signal) => onOpen({ kind: "passphrase", passphrase }, signal))
          }
        />
      ) : (
        <div role="alert" className="field-error">
          {fault}
        </div>
      )}
      <div className="buttons">
        {hasPasskey ? (
          <Button
            icon="key"
            disabled={isBusy}
            onClick={() => run(async (signal) => onOpen(await askPasskey(ways, signal), signal))}
          >
            {t("sync.openByPasskey")}
          </Button>
        ) : null}
        <Button onClick={() => void onCancel()} disabled={isBusy}>
          {t("action.cancel")}
        </Button>
      </div>
    </section>
  );
}
