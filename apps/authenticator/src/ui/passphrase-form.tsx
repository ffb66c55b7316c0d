import { type FormEvent, useState } from "react";
import { t } from "../i18n/t.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";

/** Asks for a passphrase that is there already: of this vault, of another one, of a file. */
export function PassphraseForm(props: {
  /** Whose passphrase; the vault's own where it is left out. */
  readonly label?: string;
  /** What the browser may fill in: nothing where it is another app's. */
  readonly autoComplete?: "current-password" | "off";
  readonly autoFocus?: boolean;
  readonly action: string;
  readonly actionUnderWay: string;
  readonly isBusy: boolean;
  readonly fault?: string | undefined;
  readonly onPassphrase: (passphrase: string) => void;
}) {
  const { label = t("passphrase.label"), autoComplete = "current-password", ...rest } = props;
  const { autoFocus = false, action, actionUnderWay, isBusy, fault, onPassphrase } = rest;
  const [passphrase, setPassphrase] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPassphrase(passphrase);
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={label}
        type="password"
        autoComplete={autoComplete}
        autoFocus={autoFocus}
        value={passphrase}
        onChange={setPassphrase}
        error={fault}
      />
      <Button type="submit" look="primary" disabled={isBusy}>
        {isBusy ? actionUnderWay : action}
      </Button>
    </form>
  );
}
