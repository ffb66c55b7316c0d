import { refusals } from "../errors.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { newPairingCode, normalizeTypedCode } from "../identity/typed-code.ts";
import { later } from "../instant.ts";
import { qrCodePng } from "../mfa/qr-code.ts";
import { defineOperation } from "../operation.ts";
import { blob, struct, timestamp } from "../schema/schema.ts";
import { lifetimes } from "../settings.ts";
import { expiryOf } from "../vault-sync/expiry.ts";
import { anyText } from "./members.ts";

export const startVaultPairing = defineOperation({
  name: "StartVaultPairing",
  kind: "console",
  summary:
    "Makes a code with which one device of the caller's own may sync an authenticator; an earlier code is void.",
  readOnly: false,
  input: struct({}),
  output: struct({ pairingCode: anyText, qrCodePng: blob, expiresAt: timestamp }),
  freshFactor: true,
  locate: ({ tx, caller }) => locateUserOrSelf(tx, caller, undefined),
  permissions: ({ found }) => on(found, "sallyport:ManageOwnVaultSync"),
  run: async ({ tx, found, ports, settings, now }) => {
    const person = requirePerson(found);
    // A person has one code at a time, so that it is enough to count here.
    const { vaultDevicesPerPerson } = settings.quotas;
    const devices = await tx.vaultDevices.listOf(person);
    if (devices.filter((device) => expiryOf(device) > now).length >= vaultDevicesPerPerson)
      throw refusals.overQuota("VaultDevicesPerPerson", vaultDevicesPerPerson);
    const pairingCode = newPairingCode(ports.random);
    const expiresAt = later(now, lifetimes.vaultPairing);
    await tx.vaultPairings.put({
      accountId: person.accountId,
      personId: person.personId,
      codeHash: ports.digests.sha256(normalizeTypedCode(pairingCode)),
      expiresAt,
    });
    return { pairingCode, qrCodePng: qrCodePng(pairingText(settings, pairingCode)), expiresAt };
  },
  record: { request: [], response: ["expiresAt"] },
});

/** What the authenticator reads from the QR code. A text and no link: a camera that is not the authenticator's leads nowhere. */
function pairingText({ publicUrl }: { readonly publicUrl: string }, code: string): string {
  return `sallyport-sync:${JSON.stringify({ server: publicUrl, code })}`;
}
