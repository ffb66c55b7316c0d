// An Iam on an in-memory database with an account, an access key of its root user, and a clock that a test moves.

import {
  type Call,
  createIam,
  defaultSettings,
  type Iam,
  instant,
  type Ports,
  type Store,
} from "@sallyport/core";
// biome-ignore-start lint/correctness/noUndeclaredDependencies: only tests import this file
import {
  createLog,
  createPause,
  createWebIdentities,
  openSecrets,
  systemRandom,
} from "@sallyport/platform";
import { samlAssertions } from "@sallyport/saml";
import { openStore } from "@sallyport/store";
// biome-ignore-end lint/correctness/noUndeclaredDependencies: see above
import { awsQuery } from "../aws-query.ts";
import type { Door } from "../door.ts";
import { type Credentials, formType, type Signed, type Signing, sign } from "./signer.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The `Code` of an error. */
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export interface TestAccount {
  readonly iam: Iam;
  readonly door: Door;
  readonly accountId: string;
  readonly root: Credentials;
  /** What went to the log. */
  readonly logged: unknown[];
  /** How often the store was asked for anything. */
  readonly asked: () => number;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => void;
  readonly send: (signed: Signed) => Promise<Answer>;
  /** Signed by root unless somebody else is given. */
  readonly call: (
    action: string,
    parameters?: Readonly<Record<string, string>>,
    signing?: Partial<Signing>,
  ) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

const versions = { iam: "2010-05-08", sts: "2011-06-15" } as const;
const stsActions =
  /^Get(?:CallerIdentity|SessionToken|FederationToken|AccessKeyInfo)$|^AssumeRole|^DecodeAuthorizationMessage$/;

export async function openAccount(): Promise<TestAccount> {
  let now = Date.UTC(2026, 10, 24, 6, 46, 8);
  let asked = 0;
  const clock = { now: () => instant(now) };
  const opened = await openStore({ url: "sqlite::memory:" });
  const counted =
    (name: "transact" | "atomically" | "read"): Store["read"] =>
    (work) => {
      asked += 1;
      return opened[name](work);
    };
  const store: Store = Object.assign(Object.create(opened) as Store, {
    transact: counted("transact"),
    atomically: counted("atomically"),
    read: counted("read"),
  });
  const silent = createLog({ to: 2, readable: false, level: "silent" });
  const pause = createPause(silent);
  const source = { kind: "text", text: Buffer.alloc(32, 7).toString("base64") } as const;
  const secrets = await openSecrets({ source, keyring: opened.keyring, clock });
  const ports: Ports = {
    clock,
    random: systemRandom,
    digests: secrets.digests,
    seals: secrets.seals,
    passwords: {
      hash: async (password) => `no hash of ${password.length}`,
      verify: async () => ({ ok: true, stale: false }),
    },
    pause,
    setupToken: { check: () => true },
    webIdentities: createWebIdentities({ clock, log: silent, allowLoopback: true }),
    assertions: samlAssertions,
  };
  const settings = { ...defaultSettings, publicUrl: "http://localhost:6238" };
  const iam = createIam({ store, ports, settings, afterCommit: () => {} });
  const logged: unknown[] = [];
  const door = awsQuery(iam, { clock, log: { error: (...all) => logged.push(all) } });
  const { accountId, root } = await makeAccount(iam);

  async function send({ method, body, arrival }: Signed): Promise<Answer> {
    const headers = Array.from(
      { length: arrival.rawHeaders.length / 2 },
      (_, index): [string, string] => [
        arrival.rawHeaders[2 * index] ?? "",
        arrival.rawHeaders[2 * index + 1] ?? "",
      ],
    );
    const request = new Request("http://localhost:6238/", {
      method,
      headers: headers.filter(([, value]) => !/[^\x20-\x7e]/.test(value)),
      ...(method === "GET" || method === "HEAD" ? {} : { body: Buffer.from(body) }),
    });
    const response = await door(request, arrival);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      code: /<Code>(.*?)<\/Code>/.exec(text)?.[1],
      message: /<Message>(.*?)<\/Message>/s.exec(text)?.[1],
    };
  }

  return {
    iam,
    door,
    accountId,
    root,
    logged,
    asked: () => asked,
    now: () => now,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    send,
    call(action, parameters = {}, signing = {}) {
      const service = stsActions.test(action) ? "sts" : "iam";
      const form = { Action: action, Version: versions[service], ...parameters };
      const body = new URLSearchParams(form).toString();
      return send(sign({ credentials: root, service, body, at: now, ...signing }));
    },
    close: async () => {
      await pause.settled();
      await opened.close();
    },
  };
}

export { formType };

async function makeAccount(iam: Iam) {
  const context: Call["context"] = {
    requestId: "test",
    door: "command-line",
    sourceAddress: "127.0.0.1",
    userAgent: "",
    browserToken: undefined,
  };
  const { output } = await iam.perform("CreateAccount", {
    caller: { kind: "operator", name: "test" },
    context,
    input: {
      email: "owner@example.org",
      accountName: "Tall Bridge Works",
      password: "Copper-Lantern-93",
      withAccessKey: true,
    },
  });
  const { accountId, accessKey } = output;
  if (accessKey === undefined) throw new Error("no key was made");
  return { accountId, root: accessKey };
}
