import { type FormEvent, useEffect, useRef, useState } from "react";
import { t } from "../i18n/t.ts";
import { Field } from "./field.tsx";
import { showFault } from "./show-fault.ts";
import { Submit } from "./submit.tsx";
import type { Busy } from "./use-busy.ts";

/** Asks for a passphrase that is there already: of this vault, of another one, of a file. */
export function PassphraseForm(props: {
  /** Whose passphrase; the vault's own where it is left out. */
  readonly label?: string;
  /** What the browser may fill in: nothing where it is another app's. */
  readonly autoComplete?: "current-password" | "off";
  readonly autoFocus?: boolean;
  readonly action: string;
  readonly actionUnderWay?: string;
  readonly busy: Busy;
  readonly onPassphrase: (passphrase: string) => void;
}) {
  const { label = t("passphrase.label"), autoComplete = "current-password", ...rest } = props;
  const { autoFocus = false, onPassphrase, busy, ...submitProps } = rest;
  const [passphrase, setPassphrase] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPassphrase(passphrase);
  };
  useEffect(() => {
    if (busy.fault !== undefined) showFault(form.current);
  }, [busy.fault]);
  return (
    <form onSubmit={submit} ref={form}>
      <Field
        label={label}
        type="password"
        autoComplete={autoComplete}
        autoFocus={autoFocus}
        value={passphrase}
        onChange={setPassphrase}
        error={busy.fault}
      />
      <Submit busy={busy} {...submitProps} />
    </form>
  );
}
