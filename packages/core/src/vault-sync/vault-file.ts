import { IamError, refusals } from "../errors.ts";

/** `SALLYVLT` in ASCII: how every vault begins, whatever its version (docs/reference/vault.md). */
const magic = [0x53, 0x41, 0x4c, 0x4c, 0x59, 0x56, 0x4c, 0x54] as const;

/** Refuses what is no vault, or too large for one. More cannot be told without its key. */
export function checkVaultFile(content: Uint8Array, mostBytes: number): void {
  if (content.byteLength > mostBytes) throw refusals.overQuota("VaultBytes", mostBytes);
  if (magic.every((byte, index) => content[index] === byte)) return;
  throw new IamError("ValidationError", "These bytes are not a vault of the authenticator.", {
    fields: [{ name: "content", message: "Send a vault of the authenticator." }],
  });
}
