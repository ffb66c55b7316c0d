import { AddFault, type EntryDraft, parseTypedKey } from "@sallyport/vault";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { faultText } from "../../i18n/fault-text.ts";
import { t } from "../../i18n/t.ts";
import { findPairingCode } from "../../sync/pairing.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { showFault } from "../../ui/show-fault.ts";

const algorithms = ["SHA1", "SHA256", "SHA512"] as const;
const digitChoices = [6, 7, 8, 9, 10] as const;

/** Which field a fault belongs under; the key's where it is none of the others. */
const fieldOf: Readonly<Record<string, "period" | "counter" | "issuer">> = {
  period: "period",
  counter: "counter",
  names: "issuer",
};

/** A key that is typed or pasted as text, or a whole otpauth link. */
export function TypedKeyForm({
  givenKey,
  onLink,
  onDraft,
}: {
  readonly givenKey: string;
  readonly onLink: (text: string) => void;
  readonly onDraft: (draft: EntryDraft) => void;
}) {
  const [issuer, setIssuer] = useState("");
  const [account, setAccount] = useState("");
  const [key, setKey] = useState(givenKey);
  const [kind, setKind] = useState<"totp" | "hotp">("totp");
  const [algorithm, setAlgorithm] = useState<(typeof algorithms)[number]>("SHA1");
  const [digits, setDigits] = useState<(typeof digitChoices)[number]>(6);
  const [period, setPeriod] = useState("30");
  const [counter, setCounter] = useState("0");
  const [fault, setFault] = useState<{ readonly field: string; readonly text: string }>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (givenKey === "") return;
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector("input")?.focus(); // the key is there: whose is it?
  }, [givenKey]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFault(undefined);
    if (/otpauth/i.test(key) || findPairingCode(key) !== undefined) return onLink(key);
    try {
      const moving = kind === "totp" ? { periodSeconds: period } : { counter };
      const names = { issuer: issuer.trim(), account: account.trim() };
      if (names.issuer + names.account === "") return refuse("issuer", t("typed.noName"));
      onDraft(parseTypedKey({ key, ...names, kind, algorithm, digits, ...moving }));
    } catch (error) {
      const field = error instanceof AddFault ? fieldOf[error.code] : undefined;
      refuse(field ?? "key", faultText(error));
    }
  };
  const refuse = (field: string, text: string) => {
    setFault({ field, text });
    showFault(form.current);
  };
  const errorOf = (field: string) => (fault?.field === field ? fault.text : undefined);

  return (
    <section className="card" aria-labelledby="typed-title">
      <h2 id="typed-title">{t("typed.title")}</h2>
      {givenKey === "" ? <p>{t("typed.lead")}</p> : <p role="status">{t("typed.keyRead")}</p>}
      <form ref={form} onSubmit={submit}>
        <div className="pair">
          <Field
            label={t("edit.issuer")}
            placeholder={t("typed.issuerExample")}
            value={issuer}
            onChange={setIssuer}
            error={errorOf("issuer")}
          />
          <Field
            label={t("edit.account")}
            placeholder={t("typed.accountExample")}
            value={account}
            onChange={setAccount}
          />
        </div>
        <Field
          label={t("typed.key")}
          value={key}
          onChange={setKey}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint={t("typed.keyHint")}
          error={errorOf("key")}
        />
        <details className="advanced">
          <summary>{t("typed.advanced")}</summary>
          <div className="pair">
            <Select
              label={t("typed.kind")}
              value={kind}
              onChange={setKind}
              choices={[
                { value: "totp", text: t("typed.totp") },
                { value: "hotp", text: t("typed.hotp") },
              ]}
            />
            <Select
              label={t("typed.algorithm")}
              value={algorithm}
              onChange={setAlgorithm}
              choices={algorithms.map((value) => ({ value, text: value }))}
            />
            <Select
              label={t("typed.digits")}
              value={digits}
              onChange={setDigits}
              choices={digitChoices.map((value) => ({ value, text: String(value) }))}
            />
            {kind === "totp" ? (
              <Field
                label={t("typed.period")}
                inputMode="numeric"
                value={period}
                onChange={setPeriod}
                error={errorOf("period")}
              />
            ) : (
              <Field
                label={t("typed.counter")}
                inputMode="numeric"
                value={counter}
                onChange={setCounter}
                error={errorOf("counter")}
              />
            )}
          </div>
        </details>
        <Button type="submit" look="primary">
          {t("typed.submit")}
        </Button>
      </form>
    </section>
  );
}
