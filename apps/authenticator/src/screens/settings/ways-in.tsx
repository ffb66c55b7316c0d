import type { Credential, SlotHead } from "@sallyport/vault";
import { useState } from "react";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Submit } from "../../ui/submit.tsx";
import { say } from "../../ui/toasts.tsx";
import { useBusy } from "../../ui/use-busy.ts";
import { askPasskey, makePasskey } from "../../vault/passkey.ts";
import { useCanUsePasskeys } from "../../vault/use-can-use-passkeys.ts";
import { useOpenVault, useSession } from "../../vault/vault-context.tsx";
import { dayOf } from "../backup/day.ts";
import { NewPassphrase } from "../first-run/new-passphrase.tsx";

type Plan = { readonly kind: "passphrase" } | { readonly kind: "passkey" };

/** Every way to open the vault: the passphrase, and passkeys beside it. */
export function WaysIn() {
  const session = useSession();
  const { ways } = useOpenVault();
  const passkeys = useCanUsePasskeys();
  const [plan, setPlan] = useState<Plan>();
  const { fault, run } = useBusy();
  const remove = ({ id }: SlotHead) => run(() => session.removeWay(id));
  const hasPassphrase = ways.some(({ kind }) => kind === "passphrase");
  return (
    <section className="card" aria-labelledby="ways-title">
      <h2 id="ways-title">{t("ways.title")}</h2>
      {fault === undefined ? null : <Notice kind="error">{fault}</Notice>}
      <ul className="rows">
        {ways.map((way) => (
          <li className="row" key={way.id}>
            <span className="row-text">
              <b>{t(`ways.${way.kind}`)}</b>
              <span className="hint">{t("ways.since", { day: dayOf(way.createdAt) })}</span>
            </span>
            {way.kind === "passphrase" ? (
              <Button onClick={() => setPlan({ kind: "passphrase" })}>{t("ways.change")}</Button>
            ) : (
              <Button onClick={() => void remove(way)} disabled={ways.length === 1}>
                {t("ways.remove")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="buttons">
        {hasPassphrase ? null : (
          <Button onClick={() => setPlan({ kind: "passphrase" })}>{t("ways.addPassphrase")}</Button>
        )}
        {passkeys ? (
          <Button icon="key" onClick={() => setPlan({ kind: "passkey" })}>
            {t("ways.addPasskey")}
          </Button>
        ) : null}
      </div>
      {plan === undefined ? null : <Carry plan={plan} onClose={() => setPlan(undefined)} />}
    </section>
  );
}

/** The vault is opened once more before it gets another way in: whoever finds it open may not take it over. */
function Carry({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const session = useSession();
  const { ways } = useOpenVault();
  const busy = useBusy();
  const { fault, run } = busy;
  const [current, setCurrent] = useState("");
  const opensByPassphrase = ways.some(({ kind }) => kind === "passphrase");
  const opener = async (signal: AbortSignal): Promise<Credential> =>
    opensByPassphrase ? { kind: "passphrase", passphrase: current } : askPasskey(ways, signal);
  const done = (text: string) => {
    say(text);
    onClose();
  };
  const choosePassphrase = (passphrase: string) =>
    run(async (signal) => {
      const way = { kind: "passphrase", passphrase } as const;
      await session.changePassphrase(await opener(signal), way, signal);
      done(t("ways.changed"));
    });
  const choosePasskey = () =>
    run(async (signal) => {
      const names = { app: t("app.name"), passkey: t("passkey.name") };
      const proof = await opener(signal);
      await session.addWay(proof, await makePasskey(names, signal), signal);
      done(t("ways.passkeyAdded", { day: dayOf(now()) }));
    });
  return (
    <Dialog
      title={t(plan.kind === "passkey" ? "ways.addPasskey" : "ways.changeTitle")}
      onClose={onClose}
    >
      {opensByPassphrase ? (
        <Field
          label={t("ways.current")}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={fault}
        />
      ) : (
        <div className="field-error" role="alert">
          {fault}
        </div>
      )}
      {plan.kind === "passphrase" ? (
        <NewPassphrase submit={t("ways.change")} busy={busy} onChosen={choosePassphrase} />
      ) : (
        <Submit busy={busy} icon="key" action={t("ways.makePasskey")} onClick={choosePasskey} />
      )}
    </Dialog>
  );
}
