// An Iam on an in-memory database, with an account whose root user is signed in, and a clock that a test moves.

import { createIam, defaultSettings, type Iam, instant, type Ports } from "@sallyport/core";
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

export interface TestAccount {
  readonly iam: Iam;
  /** The token of a session of the root user. */
  readonly sessionToken: string;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

export async function openAccount(publicUrl: string): Promise<TestAccount> {
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
    webIdentities: createWebIdentities({ clock, log, allowLoopback: false }),
    assertions: samlAssertions,
  };
  const settings = { ...defaultSettings, publicUrl };
  const iam = createIam({ store, ports, settings, afterCommit: () => {} });
  return {
    iam,
    sessionToken: await signInRoot(iam),
    now: () => now,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    close: async () => {
      await pause.settled();
      await store.close();
    },
  };
}

async function signInRoot(iam: Iam): Promise<string> {
  const caller = { kind: "anonymous" } as const;
  const context = {
    requestId: "test",
    door: "sign-in",
    sourceAddress: "127.0.0.1",
    userAgent: "",
    browserToken: undefined,
  } as const;
  const email = "owner@example.org";
  const password = "Copper-Lantern-93";
  const account = { setupToken: "x", accountName: "Tall Bridge Works", email, password };
  await iam.perform("CreateFirstAccount", { caller, input: account, context });
  const input = { root: { email }, password };
  const { effects } = await iam.perform("SignIn", { caller, input, context });
  if (effects.session === undefined || effects.session === "ended") throw new Error("no session");
  return effects.session.token;
}
