import { t } from "../../i18n/t.ts";
import { CodeField } from "./code-field.tsx";
import { CodeRing } from "./code-ring.tsx";
import { isWholeCode } from "./codes.ts";
import { type PairFault, type PairField, pairFaults } from "./pair-faults.ts";
import type { CodePairForm } from "./use-code-pair.ts";

export interface CodePairProps {
  readonly form: CodePairForm;
  /** Where the device has a name already: a fault may then say which entry of the app is meant. */
  readonly deviceName?: string;
}

/** "MFA code 1", "MFA code 2" and the ring; Enter in either field sends them. */
export function CodePair({ form, deviceName }: CodePairProps) {
  const { codes, fault, inputs } = form;
  const errorAt = (field: PairField) =>
    fault !== undefined && pairFaults[fault] === field ? faultText(fault, deviceName) : undefined;
  return (
    <form
      className="mfa-pair"
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <CodeField
        label={t("mfa.code1")}
        value={codes.first}
        onChange={(text) => form.type("first", text)}
        error={errorAt("first")}
        inputRef={inputs.first}
      />
      <CodeField
        label={t("mfa.code2")}
        value={codes.second}
        onChange={(text) => form.type("second", text)}
        error={errorAt("second")}
        inputRef={inputs.second}
      />
      <CodeRing awaited={isWholeCode(codes.first) && !isWholeCode(codes.second)} />
      {/* Two fields and no button inside: without this, Enter would not send the form. */}
      <input type="submit" hidden={true} tabIndex={-1} aria-hidden="true" />
    </form>
  );
}

function faultText(fault: PairFault, deviceName: string | undefined): string {
  if (fault === "unknown" && deviceName !== undefined) {
    return t("mfa.fault.unknownResync", { device: deviceName });
  }
  return t(`mfa.fault.${fault}`);
}
