// An Iam on an in-memory database with two people who are signed in, and a clock that a test moves.

import {
  createIam,
  defaultSettings,
  type Iam,
  instant,
  type OperationName,
  type Ports,
  type RequestContext,
} from "@sallyport/core";
// biome-ignore-start lint/correctness/noUndeclaredDependencies: only tests import this file
import {
  createLog,
  createPasswords,
  createPause,
  createWebIdentities,
  openSecrets,
  systemRandom,
} from "@sallyport/platform";
import { samlAssertions } from "@sallyport/saml";
import { openStore } from "@sallyport/store";
// biome-ignore-end lint/correctness/noUndeclaredDependencies: see above

export interface TestHouse {
  readonly iam: Iam;
  readonly accountId: string;
  readonly root: SignedIn;
  readonly alice: SignedIn;
  readonly wait: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

export interface SignedIn {
  /** The token of their session. */
  readonly session: string;
  /** Asks for an operation in that session. */
  readonly ask: (name: OperationName, input?: object) => Promise<Record<string, unknown>>;
}

const context: RequestContext = {
  requestId: "test",
  door: "console-api",
  sourceAddress: "127.0.0.1",
  userAgent: "",
  browserToken: undefined,
};
const anonymous = { kind: "anonymous" } as const;

export async function openHouse(publicUrl: string): Promise<TestHouse> {
  let now = Date.UTC(2026, 10, 24, 6, 46, 8);
  const clock = { now: () => instant(now) };
  const store = await openStore({ url: "sqlite::memory:" });
  const log = createLog({ to: 2, readable: false, level: "silent" });
  const pause = createPause(log);
  const source = { kind: "text", text: Buffer.alloc(32, 7).toString("base64") } as const;
  const secrets = await openSecrets({ source, keyring: store.keyring, clock });
  const ports: Ports = {
    clock,
    random: systemRandom,
    digests: secrets.digests,
    seals: secrets.seals,
    passwords: await createPasswords(),
    pause,
    setupToken: { check: () => true },
    assertions: samlAssertions,
    webIdentities: createWebIdentities({ clock, log, allowLoopback: false }),
  };
  const settings = { ...defaultSettings, publicUrl };
  const iam = createIam({ store, ports, settings, afterCommit: () => {} });

  const signIn = async (login: object, password: string): Promise<SignedIn> => {
    const input = { ...login, password };
    const { effects } = await iam.perform("SignIn", { caller: anonymous, input, context });
    if (effects.session === undefined || effects.session === "ended") throw new Error("no session");
    const session = effects.session.token;
    return {
      session,
      async ask(name, asked = {}) {
        const living = await iam.session(session, context);
        const caller = living?.caller ?? anonymous;
        const { output } = await iam.perform(name, { caller, input: asked, context });
        return output as Record<string, unknown>;
      },
    };
  };

  const email = "owner@example.org";
  const password = "Copper-Lantern-93";
  const first = { setupToken: "x", accountName: "Tall Bridge Works", email, password };
  const made = await iam.perform("CreateFirstAccount", {
    ...{ caller: anonymous, input: first, context },
  });
  const { accountId } = made.output;
  const root = await signIn({ root: { email } }, password);
  const consoleAccess = { password: "Quiet-Harbour-17", passwordResetRequired: false };
  await root.ask("AddUser", { userName: "alice", consoleAccess });
  const alice = await signIn(
    { user: { account: accountId, userName: "alice" } },
    consoleAccess.password,
  );
  return {
    ...{ iam, accountId, root, alice },
    wait: (milliseconds) => {
      now += milliseconds;
    },
    close: async () => {
      await pause.settled();
      await store.close();
    },
  };
}
