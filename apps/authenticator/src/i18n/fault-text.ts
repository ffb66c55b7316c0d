import { AddFault, ImportFault, SyncFault, VaultFault } from "@sallyport/vault";
import { PasskeyFault } from "../vault/passkey.ts";
import { t } from "./t.ts";

/** What went wrong as a sentence. It never repeats what was typed, scanned or read. */
export function faultText(error: unknown): string {
  if (error instanceof VaultFault) return t(`fault.vault.${error.code}`);
  if (error instanceof ImportFault) return t(`fault.import.${error.code}`);
  if (error instanceof AddFault) return addFaultText(error);
  if (error instanceof PasskeyFault) return t(`fault.passkey.${error.code}`);
  if (error instanceof SyncFault) return t(`fault.sync.${error.code}`);
  return t("fault.unexpected");
}

function addFaultText({ code, position }: AddFault): string {
  return position === undefined
    ? t(`fault.add.${code}`)
    : t("fault.add.secretAt", { position: position + 1 });
}
