// An Iam on an in-memory database, with a clock that a test moves and real everything else.

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

export const setupToken = "the-set-up-token";

export interface TestIam {
  readonly iam: Iam;
  /** Moves the clock. */
  readonly wait: (milliseconds: number) => void;
  readonly now: () => number;
  readonly isSetupOpen: () => Promise<boolean>;
  /** The texts of every mail that waits to be sent. */
  readonly mails: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export async function openIam(
  publicUrl: string,
  quotas: Partial<typeof defaultSettings.quotas> = {},
): Promise<TestIam> {
  let now = Date.UTC(2026, 10, 24, 6, 46, 8);
  const clock = { now: () => instant(now) };
  const store = await openStore({ url: "sqlite::memory:" });
  const log = createLog({ to: 2, readable: false, level: "silent" });
  const pause = createPause(log);
  const masterKey = Buffer.alloc(32, 7).toString("base64");
  const { digests, seals } = await openSecrets({
    source: { kind: "text", text: masterKey },
    keyring: store.keyring,
    clock,
  });
  const ports: Ports = {
    clock,
    random: systemRandom,
    digests,
    seals,
    passwords: await createPasswords(),
    pause,
    setupToken: { check: (text) => text === setupToken },
    webIdentities: createWebIdentities({ clock, log, allowLoopback: false }),
    assertions: samlAssertions,
  };
  const settings = {
    ...defaultSettings,
    publicUrl,
    quotas: { ...defaultSettings.quotas, ...quotas },
  };
  return {
    iam: createIam({ store, ports, settings, afterCommit: () => {} }),
    wait: (milliseconds) => {
      now += milliseconds;
    },
    now: () => now,
    isSetupOpen: async () => !(await store.read((tx) => tx.accounts.any())),
    mails: async () => {
      const waiting = await store.atomically((tx) =>
        tx.outbox.lease(instant(now), instant(now), 100),
      );
      return waiting.map(({ text }) => text);
    },
    close: async () => {
      await pause.settled();
      await store.close();
    },
  };
}
