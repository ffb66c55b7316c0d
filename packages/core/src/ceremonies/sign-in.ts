import { toHex } from "../bytes.ts";
import { refusals } from "../errors.ts";
import { hashToken } from "../identity/tokens.ts";
import { type AccountId, emailKey, nameKey, patterns, rootPersonId } from "../names.ts";
import { defineOperation, type Scope } from "../operation.ts";
import { password as newPassword } from "../operations/members.ts";
import type { AccountRecord, LoginProfileRecord, PersonRecord } from "../records.ts";
import { optional, struct, text } from "../schema/schema.ts";
import { advance, signInAnswer } from "../session/advance.ts";
import type { Store, Tx } from "../store.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { sourceNetwork } from "../throttle/source.ts";
import { sourceBucket, takeFromBucket } from "../throttle/source-bucket.ts";

const typed = text({ min: 0, max: 256 });

/** Old passwords were chosen under whatever rules there were; only the length is bounded, since hashing costs. */
const anyPassword = text({ min: 0, max: newPassword.max });

interface SignInInput {
  readonly root?: { readonly email: string } | undefined;
  readonly user?: { readonly account: string; readonly userName: string } | undefined;
  readonly password: string;
}

export const signIn = defineOperation({
  name: "SignIn",
  kind: "ceremony",
  summary:
    "Checks a password, and begins a sign-in or opens a session where no second factor is assigned.",
  readOnly: false,
  callers: ["anonymous", "pending", "person"],
  input: struct({
    root: optional(struct({ email: typed })),
    user: optional(struct({ account: typed, userName: typed })),
    password: anyPassword,
    returnTo: optional(text({ min: 0, max: 2048 })),
  }),
  output: signInAnswer,
  permissions: () => [],
  prove: async (scope) => {
    const { store, ports, input, context, now, trail } = scope;
    const found = await store.read((tx) => find(scope, tx));
    trail.account = found.account;
    trail.subject = found.person;
    trail.event = "ConsoleLogin";
    const known = found.knownBrowser;
    const charges = await chargePassword(store, scope, found);
    const source = {
      address: sourceNetwork(context.sourceAddress),
      knownBrowser: known !== undefined,
    };
    const { ok, stale } = await ports.passwords.verify(input.password, found.profile?.phc, source);
    if (
      !ok ||
      found.person === undefined ||
      found.profile === undefined ||
      found.account === undefined
    ) {
      throw refusals.incorrectCredentials();
    }
    await charges.giveBack();
    const { profile, person, account } = found;
    if (stale) {
      ports.pause.afterwards(async () => {
        const to = await ports.passwords.hash(input.password, source);
        await store.atomically((tx) => tx.loginProfiles.rehash(person, { from: profile.phc, to }));
      });
    }
    return { person, account, phc: profile.phc, passwordAt: now };
  },
  run: async (scope) => {
    const { tx, proof, input } = scope;
    const profile = await tx.loginProfiles.find(proof.person);
    const person = await tx.people.find(proof.person);
    const account = await tx.accounts.find(proof.person.accountId);
    // Changed or taken away since it was verified: then it was the wrong password after all.
    if (profile?.phc !== proof.phc || !person || !account) throw refusals.incorrectCredentials();
    return advance(scope, {
      person,
      account,
      passwordAt: proof.passwordAt,
      mfaAuthenticatedAt: undefined,
      mfaSerialNumber: undefined,
      enrolmentCodeGiven: false,
      recovered: false,
      returnTo: safeReturn(input.returnTo),
      from: undefined,
    });
  },
  record: { source: "signin", request: [] },
});

interface Candidate {
  readonly account: AccountRecord | undefined;
  readonly person: PersonRecord | undefined;
  readonly profile: LoginProfileRecord | undefined;
  readonly knownBrowser: Uint8Array | undefined;
}

async function find(scope: Scope<SignInInput>, tx: Tx): Promise<Candidate> {
  const { input, ports, context, now } = scope;
  const account = await findAccount(tx, input);
  const person = account && (await findPerson(tx, account, input));
  const profile = person && (await tx.loginProfiles.find(person));
  const tokenHash = hashToken(ports.digests, context.browserToken);
  const browser = person && tokenHash && (await tx.browsers.find(person, tokenHash));
  const knownBrowser = browser !== undefined && browser.expiresAt > now ? tokenHash : undefined;
  return { account, person, profile, knownBrowser };
}

function findAccount(tx: Tx, input: SignInInput): Promise<AccountRecord | undefined> {
  if (input.root !== undefined) return tx.accounts.findByEmail(emailKey(input.root.email));
  const name = accountAsTyped(input);
  return patterns.accountId.test(name)
    ? tx.accounts.find(name as AccountId)
    : tx.accounts.findByAlias(name);
}

/** An account's id may be typed with spaces and hyphens; it is looked up, and counted, as one name. */
function accountAsTyped({ user }: SignInInput): string {
  const name = user?.account.trim().toLowerCase() ?? "";
  const digits = name.replace(/[\s-]/g, "");
  return patterns.accountId.test(digits) ? digits : name;
}

async function findPerson(
  tx: Tx,
  account: AccountRecord,
  input: SignInInput,
): Promise<PersonRecord | undefined> {
  const { accountId } = account;
  if (input.root !== undefined)
    return tx.people.find({ accountId, personId: rootPersonId(accountId) });
  return tx.people.findUser(accountId, input.user?.userName.trim() ?? "");
}

/** Everything that is counted before argon2 runs, alike for names that exist and names that do not (rules 4, 5 and 6). */
async function chargePassword(store: Store, scope: Scope<SignInInput>, found: Candidate) {
  const { ports, input, context, now } = scope;
  const known = found.knownBrowser;
  const name = toHex(ports.digests.keyed("sign-in-name", nameAsTyped(input)));
  const source =
    known === undefined ? sourceNetwork(context.sourceAddress) : `browser:${toHex(known)}`;
  const bucket = sourceBucket(context, known !== undefined);
  await takeFromBucket(store, bucket, now);
  const nameAndSource = `password:${name}:${source}`;
  const nameEverywhere = `password:${name}`;
  await chargeAttempt(store, nameAndSource, attemptRules.nameAndSource, now);
  if (known === undefined) await chargeAttempt(store, nameEverywhere, attemptRules.name, now);
  return {
    giveBack: () =>
      store.transact(async (tx) => {
        await tx.attempts.clear(nameAndSource);
        await tx.attempts.clear(nameEverywhere);
        await tx.attempts.giveBack(bucket.key, { now, ...bucket });
      }),
  };
}

function nameAsTyped(input: SignInInput): string {
  const { root, user } = input;
  if (root !== undefined) return `root\n${emailKey(root.email)}`;
  return `user\n${accountAsTyped(input)}\n${nameKey(user?.userName.trim() ?? "")}`;
}

/** A same-origin path or the console's start: the doors check too, this is where it counts. */
export function safeReturn(path: string | undefined): string {
  const home = "/console/";
  if (path === undefined || !/^\/[!-~]*$/.test(path)) return home;
  return /^\/[/\\]/.test(path) || path.includes("\\") ? home : path;
}
