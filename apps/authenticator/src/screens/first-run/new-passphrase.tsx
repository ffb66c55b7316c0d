import { type FormEvent, useState } from "react";
import { t } from "../../i18n/t.ts";
import { Field } from "../../ui/field.tsx";
import { showFault } from "../../ui/show-fault.ts";
import { Submit } from "../../ui/submit.tsx";
import type { Busy } from "../../ui/use-busy.ts";
import { type Strength, strengthOf } from "../../vault/strength.ts";

/** A passphrase, typed twice, with a plain word about what it is worth. */
export function NewPassphrase({
  submit,
  busy,
  onChosen,
}: {
  readonly submit: string;
  readonly busy: Busy;
  readonly onChosen: (passphrase: string) => Promise<void>;
}) {
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [wasTried, setTried] = useState(false);
  const strength = strengthOf(passphrase);
  const isTooShort = strength === "empty" || strength === "short";
  const isSame = passphrase === again;
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!isTooShort && isSame) void onChosen(passphrase);
    else showFault(event.currentTarget);
  };
  return (
    <form onSubmit={choose}>
      <Field
        label={t("passphrase.new")}
        type="password"
        autoComplete="new-password"
        value={passphrase}
        onChange={setPassphrase}
        hint={<StrengthWords strength={strength} />}
        error={wasTried && isTooShort ? t("passphrase.tooShort") : undefined}
      />
      <Field
        label={t("passphrase.again")}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={wasTried && !isTooShort && !isSame ? t("passphrase.different") : undefined}
      />
      <Submit busy={busy} action={submit} />
    </form>
  );
}

const steps: readonly Strength[] = ["short", "weak", "fair", "strong"];

function StrengthWords({ strength }: { readonly strength: Strength }) {
  const reached = steps.indexOf(strength);
  return (
    <span className={`strength strength-${strength}`}>
      <span className="strength-bar" aria-hidden="true">
        {steps.map((step, index) => (
          <span key={step} className={index <= reached ? "is-reached" : undefined} />
        ))}
      </span>
      <span aria-live="polite">{t(`strength.${strength}`)}</span>
    </span>
  );
}
