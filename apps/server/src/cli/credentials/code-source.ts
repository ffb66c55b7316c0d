// Where the code comes from: a person at the terminal, or an entry of `sallyport authenticator`'s vault.

import { stepAt, totpDefaults } from "@sallyport/otp";
import { OperatorFault } from "@sallyport/platform";
import { codeFor, entriesOf } from "@sallyport/vault";
import { printable, sayingFaults } from "../authenticator/command.ts";
import { findEntry } from "../authenticator/find-entry.ts";
import type { Secrets } from "../authenticator/secrets.ts";
import { openVaultFile } from "../authenticator/vault-file.ts";

export interface CodeSource {
  readonly kind: "person" | "vault";
  readonly periodSeconds: number;
  /** The code to send at this instant. A person may take a while to type it. */
  code(atMs: number): Promise<string>;
}

export function askPerson(secrets: Secrets, serialNumber: string): CodeSource {
  return {
    kind: "person",
    periodSeconds: totpDefaults.periodSeconds,
    code: async () => {
      const typed = (await secrets.ask(`MFA code of ${printable(serialNumber)}`)).replaceAll(
        " ",
        "",
      );
      if (/^\d{6,8}$/.test(typed)) return typed;
      throw new OperatorFault("That is no code: it has six digits. Run the command again.");
    },
  };
}

/** Opens the vault, which asks for its passphrase, and finds the entry. */
export function readVault(path: string, wanted: string, secrets: Secrets): Promise<CodeSource> {
  return sayingFaults(async () => {
    const { vault } = await openVaultFile(path, secrets);
    const entry = findEntry(entriesOf(vault.contents), wanted);
    if (entry.kind !== "totp") {
      throw new OperatorFault(
        `"${printable(wanted)}" makes codes by a counter (HOTP). An MFA device of Sallyport makes them by the time.`,
      );
    }
    const { periodSeconds } = entry;
    return {
      kind: "vault",
      periodSeconds,
      code: (atMs) => codeFor(entry, stepAt(atMs, periodSeconds)),
    };
  });
}
