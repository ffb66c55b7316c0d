import type { Credential, SlotHead } from "@sallyport/vault";
import { type FormEvent, useState } from "react";
import { t } from "../../i18n/t.ts";
import type { Connecting } from "../../sync/connect.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
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
  readonly onOpen: (credential: Credential) => Promise<void>;
  readonly onCancel: () => Promise<void>;
}) {
  const { isBusy, fault, run } = useBusy();
  const [passphrase, setPassphrase] = useState("");
  const canUsePasskeys = useCanUsePasskeys();
  const hasPassphrase = ways.some(({ kind }) => kind === "passphrase");
  const hasPasskey = canUsePasskeys && ways.some(({ kind }) => kind === "passkey");
  const open = (event: FormEvent) => {
    event.preventDefault();
    void run(() => onOpen({ kind: "passphrase", passphrase }));
  };
  return (
    <section className="card" aria-labelledby="sync-shut">
      <h2 id="sync-shut">{t("sync.shut")}</h2>
      <p>{t("sync.whose", whose)}</p>
      <p>{t("sync.shutLead")}</p>
      {hasPassphrase ? null : <Notice kind="warning">{t("sync.noPassphrase")}</Notice>}
      {hasPassphrase ? (
        <form onSubmit={open}>
          <Field
            label={t("passphrase.label")}
            type="password"
            autoComplete="current-password"
            autoFocus={true}
            value={passphrase}
            onChange={setPassphrase}
            error={fault}
          />
          <Button type="submit" look="primary" disabled={isBusy}>
            {isBusy ? t("lock.opening") : t("sync.open")}
          </Button>
        </form>
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
            onClick={() => run(async () => onOpen(await askPasskey(ways)))}
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
