// People whose sign-in waits for a code, put into a database by the hundred. To type a thousand passwords would hash for half
// a minute and prove nothing about codes; everything else about these rows is as the server itself would have written them.

import { createHash, randomBytes } from "node:crypto";
// biome-ignore-start lint/correctness/noUndeclaredDependencies: only tests and benchmarks import this file
import {
  type AccessKeyId,
  type AccountId,
  arns,
  instant,
  MINUTE,
  type PersonId,
  type PersonRecord,
  type Tx,
} from "@sallyport/core";
import { openSecrets, systemClock } from "@sallyport/platform";
import { openStore } from "@sallyport/store";
// biome-ignore-end lint/correctness/noUndeclaredDependencies: see above

/** A person with one virtual device and an access key, who has typed the password once for each token. */
export interface WaitingPerson {
  readonly userName: string;
  readonly personId: string;
  readonly serialNumber: string;
  readonly seed: Uint8Array;
  /** What the sign-in cookie of each browser holds. */
  readonly tokens: readonly string[];
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Makes that many, in an account that is there. The password's hash belongs to nobody: nobody will type it. */
export async function makeWaitingPeople(making: {
  readonly url: string;
  readonly masterKey: string;
  readonly accountId: string;
  readonly count: number;
  readonly signInsEach: number;
}): Promise<readonly WaitingPerson[]> {
  const { url, masterKey, count, signInsEach } = making;
  const accountId = making.accountId as AccountId;
  const store = await openStore({ url });
  try {
    const secrets = await openSecrets({
      source: { kind: "text", text: masterKey },
      keyring: store.keyring,
      clock: systemClock,
    });
    const people = Array.from({ length: count }, (): WaitingPerson => {
      const personId = newPersonId();
      const userName = `waiting-${personId}`;
      return {
        userName,
        personId,
        serialNumber: arns.mfaDevice(accountId, "/", userName),
        seed: randomBytes(40),
        tokens: Array.from({ length: signInsEach }, () => randomBytes(32).toString("base64url")),
        keys: {
          accessKeyId: `AKIA${randomLetters(16)}`,
          secretAccessKey: randomBytes(30).toString("base64"),
        },
      };
    });
    for (const group of inGroups(people, 100)) {
      await store.transact(async (tx) => {
        for (const person of group) await insert(tx, person, accountId, secrets);
      });
    }
    return people;
  } finally {
    await store.close();
  }
}

/** Makes that many users who have nothing. */
export async function makeUsers(making: {
  readonly url: string;
  readonly accountId: string;
  readonly count: number;
}): Promise<void> {
  const accountId = making.accountId as AccountId;
  const store = await openStore({ url: making.url });
  try {
    for (let made = 0; made < making.count; made += 5_000) {
      await store.transact(async (tx) => {
        for (let index = made; index < Math.min(made + 5_000, making.count); index += 1) {
          const userName = `user-${String(index).padStart(7, "0")}`;
          await tx.people.insert(personOf({ userName, personId: newPersonId() }, accountId));
        }
      });
    }
  } finally {
    await store.close();
  }
}

type Secrets = Awaited<ReturnType<typeof openSecrets>>;

async function insert(
  tx: Tx,
  waiting: WaitingPerson,
  accountId: AccountId,
  { seals, digests }: Secrets,
): Promise<void> {
  const now = systemClock.now();
  const personId = waiting.personId as PersonId;
  await tx.people.insert(personOf(waiting, accountId));
  await tx.loginProfiles.insert({
    accountId,
    personId,
    phc: "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
    createdAt: now,
    changedAt: now,
    resetRequired: false,
    resetByMail: false,
  });
  const serialNumber = arns.mfaDevice(accountId, "/", waiting.userName);
  await tx.devices.insert({
    accountId,
    serialNumber,
    name: waiting.userName,
    path: "/",
    kind: "virtual",
    sealedSeed: seals.seal(waiting.seed, serialNumber),
    seedFingerprint: digests.keyed("seed-fingerprint", waiting.seed),
    createdAt: now,
    assignment: {
      personId,
      enabledAt: now,
      lastUsedAt: undefined,
      drift: 0,
      lateStreak: 0,
      floor: 0,
      unsettled: undefined,
    },
  });
  const { accessKeyId, secretAccessKey } = waiting.keys;
  await tx.accessKeys.insert({
    accountId,
    personId,
    accessKeyId: accessKeyId as AccessKeyId,
    sealedSecret: seals.seal(Buffer.from(secretAccessKey), accessKeyId),
    status: "Active",
    createdAt: now,
    epoch: 0,
    lastUsed: undefined,
  });
  for (const token of waiting.tokens) {
    await tx.pendingSignIns.insert({
      accountId,
      personId,
      idHash: createHash("sha256").update(token).digest(),
      step: "mfa",
      expiresAt: instant(now + 10 * MINUTE),
      passwordAt: now,
      mfaAuthenticatedAt: undefined,
      mfaSerialNumber: undefined,
      returnTo: "/console/",
      wrongCodes: 0,
      wrongCost: 0,
      enrolmentCodeGiven: false,
      recovered: false,
    });
  }
}

function personOf(
  { personId, userName }: Pick<WaitingPerson, "personId" | "userName">,
  accountId: AccountId,
): PersonRecord {
  return {
    accountId,
    personId: personId as PersonId,
    kind: "user",
    name: userName,
    path: "/",
    createdAt: systemClock.now(),
    passwordLastUsedAt: undefined,
    lastActiveAt: undefined,
    epoch: 0,
  };
}

const newPersonId = () => `AIDA${randomLetters(17)}`;

function randomLetters(count: number): string {
  return [...randomBytes(count)].map((byte) => letters.charAt(byte % letters.length)).join("");
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

function* inGroups<T>(all: readonly T[], size: number) {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
