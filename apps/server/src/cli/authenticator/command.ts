// What the commands of `sallyport authenticator` share: their options, and what their faults are to the command line.

import { OperatorFault } from "@sallyport/platform";
import { AddFault, ImportFault, SyncFault, VaultFault } from "@sallyport/vault";
import { UsageFault } from "../command.ts";

export const commonOptions = {
  vault: { type: "string" },
  "passphrase-stdin": { type: "boolean" },
  json: { type: "boolean" },
} as const;

export const commonHelp = `  --vault PATH         the vault; without it authenticator.vault in ~/.config/sallyport
  --passphrase-stdin   reads the passphrase from the first line of standard input
  --json               prints one line of JSON
  --help               shows this`;

/** Says the vault's own faults as the command line does: what was given is wrong, or what is there. */
export async function sayingFaults<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AddFault) throw new UsageFault(error.message);
    const isFault = [VaultFault, ImportFault, SyncFault].some((kind) => error instanceof kind);
    if (isFault && error instanceof Error) {
      throw new OperatorFault(error.message, { cause: error });
    }
    throw error;
  }
}

/** A name for a terminal: whoever wrote it may have put control sequences into it. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, "\ufffd");
}
