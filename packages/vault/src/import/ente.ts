/**
 * Ente Auth's encrypted export (https://github.com/ente-io/ente/blob/main/docs/docs/auth/migration/export.md): JSON with a
 * list of otpauth addresses, sealed by libsodium's secretstream under argon2id of the password. The plain one is such a
 * list itself.
 */

import { findUris, readFoundUri } from "../add/uri-list.ts";
import { type Bytes, findBase64, findUtf8, utf8 } from "../bytes.ts";
import { isObject, sortFindings, textOf } from "../draft.ts";
import type { SlowHashes } from "../slow-hashes.ts";
import { stretch } from "../vault/argon2.ts";
import { VaultFault } from "../vault/fault.ts";
import { ImportFault } from "./fault.ts";
import type { ImportFormat } from "./format.ts";

export const ente: ImportFormat = {
  name: "ente",
  recognizes: ({ json }) =>
    isObject(json) && isObject(json["kdfParams"]) && "encryptedData" in json,
  isSealed: () => true,
  read: async ({ json }, passphrase, hashes) => {
    if (!isObject(json)) throw new ImportFault("foreign");
    if (json["version"] !== 1) throw new ImportFault("unsupported");
    const sealed = findBase64(textOf(json["encryptedData"]));
    const header = findBase64(textOf(json["encryptionNonce"]));
    if (!sealed?.length || !header?.length) throw new ImportFault("damaged");
    const key = await readKey(json["kdfParams"], passphrase, hashes);
    const { findStreamMessage } = await import("./secret-stream.ts");
    const message = findStreamMessage({ key, header, sealed });
    if (message === undefined) throw new ImportFault("wrongPassphrase");
    return sortFindings(findUris(findUtf8(message) ?? "").map(readFoundUri));
  },
};

/** Ente asks for up to 1 GiB, and takes less where a phone has not as much. */
const most = { memoryKiB: 2 ** 20, iterations: 32 } as const;

async function readKey(
  parameters: unknown,
  passphrase: string,
  hashes: SlowHashes,
): Promise<Bytes> {
  const { memLimit, opsLimit, salt: saltText } = isObject(parameters) ? parameters : {};
  const salt = findBase64(textOf(saltText));
  if (typeof memLimit !== "number" || typeof opsLimit !== "number" || !salt?.length) {
    throw new ImportFault("damaged");
  }
  const cost = { memoryKiB: Math.floor(memLimit / 1024), iterations: opsLimit, lanes: 1 };
  if (!isBetween(cost.memoryKiB, 8, most.memoryKiB) || !isBetween(opsLimit, 1, most.iterations))
    throw new ImportFault("unsupported");
  try {
    return await stretch(hashes, utf8(passphrase), { salt, cost });
  } catch (error) {
    if (!(error instanceof VaultFault)) throw error;
    throw new ImportFault("notEnoughMemory", { cause: error });
  }
}

function isBetween(value: number, least: number, greatest: number): boolean {
  return Number.isInteger(value) && value >= least && value <= greatest;
}
