import { refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { requireAccount } from "../identity/locate.ts";
import { newToken } from "../identity/tokens.ts";
import { normalizeTypedCode } from "../identity/typed-code.ts";
import { notices } from "../mail/notices.ts";
import { defineOperation } from "../operation.ts";
import { struct, text } from "../schema/schema.ts";
import { takeFromBucket } from "../throttle/source-bucket.ts";
import { pairingBucket } from "../vault-sync/buckets.ts";
import { anyText } from "./members.ts";

export const pairVaultDevice = defineOperation({
  name: "PairVaultDevice",
  kind: "device",
  summary: "Trades a pairing code, once, for the token with which a device syncs an authenticator.",
  readOnly: false,
  callers: ["anonymous"],
  input: struct({
    pairingCode: text({ max: 64, secret: true }),
    name: text({
      max: 64,
      pattern: /^(?=.*\S)[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+$/u,
      words: "Use letters, digits, signs and spaces.",
    }),
  }),
  output: struct({ deviceId: anyText, token: anyText, owner: anyText, account: anyText }),
  permissions: () => [],
  prove: ({ store, context, now }) => takeFromBucket(store, pairingBucket(context), now),
  run: async ({ tx, input, ports, now, trail }) => {
    const codeHash = ports.digests.sha256(normalizeTypedCode(input.pairingCode));
    const pairing = await tx.vaultPairings.find(codeHash);
    if (pairing === undefined || pairing.expiresAt <= now) throw refusals.invalidPairingCode();
    const person = await tx.people.find(pairing);
    if (person === undefined || !(await tx.vaultPairings.take(codeHash)))
      throw refusals.invalidPairingCode();
    trail.subject = person;
    const { accountId, personId } = person;
    const deviceId = newIds.uuid(ports.random);
    const { token, hash: tokenHash } = newToken(ports);
    await tx.vaultDevices.insert({
      ...{ accountId, personId, deviceId, tokenHash },
      name: input.name.trim(),
      pairedAt: now,
      lastSyncAt: undefined,
    });
    const account = await requireAccount(tx, accountId);
    const notice = { ports, account, person, now };
    await tx.outbox.enqueue(notices.vaultDevicePaired(notice, input.name.trim()));
    return {
      deviceId,
      token,
      // No user has a space in their name.
      owner: person.kind === "root" ? "root user" : person.name,
      account: accountId as string,
    };
  },
  record: { request: ["name"], response: ["deviceId"] },
});
