import { createHmac } from "node:crypto";
import type { AccountId, Instant, Ports, Store } from "@sallyport/core";
import { decodeBase32, type Mac, totp } from "@sallyport/otp";

export interface CodeSource {
  readonly store: Store;
  readonly ports: Ports;
  readonly accountId: AccountId;
}

/** What an authenticator app shows at that moment (RFC 6238) for a device of the account, or for a key that was read off a page. */
export async function codeOf(source: CodeSource, device: string, at: Instant): Promise<string> {
  const mac = device.startsWith("arn:") ? await macOfDevice(source, device) : macOfKey(device);
  if (mac === undefined) throw new Error(`There is no MFA device ${device}.`);
  return totp({ mac, atMs: at });
}

async function macOfDevice({ store, ports, accountId }: CodeSource, serialNumber: string) {
  const device = await store.read((tx) => tx.devices.find(accountId, serialNumber));
  return device && ports.seals.otp(device.sealedSeed, device.serialNumber);
}

function macOfKey(text: string): Mac | undefined {
  const seed = decoded(text);
  if (seed === undefined || seed.byteLength < leastSeedBytes) return undefined;
  return (counter) => createHmac("sha1", seed).update(counter).digest();
}

/** The server takes no shorter ones (security rule 13), so a shorter text is a mistake. */
const leastSeedBytes = 16;

function decoded(text: string): Uint8Array | undefined {
  try {
    return decodeBase32(text);
  } catch {
    return undefined;
  }
}
