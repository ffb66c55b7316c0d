import type { SlotHead } from "@sallyport/vault";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Mark } from "../../ui/icons.tsx";
import { PassphraseForm } from "../../ui/passphrase-form.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { askPasskey } from "../../vault/passkey.ts";
import { useSession } from "../../vault/vault-context.tsx";

/** The vault is there and shut. Whatever is tried here changes nothing in it. */
export function Lock({ ways }: { readonly ways: readonly SlotHead[] }) {
  const session = useSession();
  const busy = useBusy();
  const hasPassphrase = ways.some(({ kind }) => kind === "passphrase");
  const hasPasskey = ways.some(({ kind }) => kind === "passkey");
  const unlockByPasskey = () =>
    busy.run(async (signal) => session.open(await askPasskey(ways, signal), signal));
  return (
    <main className="gate">
      <Mark />
      <h1>{t("lock.title")}</h1>
      <div className="card">
        {hasPasskey ? (
          <Button
            look={hasPassphrase ? "normal" : "primary"}
            icon="key"
            onClick={unlockByPasskey}
            disabled={busy.isBusy}
          >
            {t("lock.byPasskey")}
          </Button>
        ) : null}
        {hasPassphrase ? (
          <PassphraseForm
            autoFocus={true}
            action={t("lock.unlock")}
            actionUnderWay={t("lock.opening")}
            busy={busy}
            onPassphrase={(passphrase) =>
              void busy.run((signal) => session.open({ kind: "passphrase", passphrase }, signal))
            }
          />
        ) : (
          <div role="alert" className="field-error">
            {busy.fault}
          </div>
        )}
      </div>
      <p className="quiet-line">{t("lock.forgotten")}</p>
    </main>
  );
}
