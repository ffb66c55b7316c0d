import type { Caller, VaultDeviceCaller } from "../caller.ts";
import { refusals } from "../errors.ts";

export function requireVaultDevice(caller: Caller): VaultDeviceCaller {
  if (caller.kind !== "vaultDevice") throw refusals.deviceNotPaired();
  return caller;
}
