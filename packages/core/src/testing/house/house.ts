// A whole Sallyport without doors: the real pipeline over a real database in memory, real sealing, real argon2 (with little
// memory, or no test would end), and a clock that the test moves.

import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import {
  createLog,
  createPause,
  createWebIdentities,
  openSecrets,
  systemRandom,
} from "@sallyport/platform";
import { samlAssertions } from "@sallyport/saml";
import { openStore } from "@sallyport/store";
import type { Caller } from "../../caller.ts";
import { createIam, type Iam } from "../../iam.ts";
import { type Instant, instant, later } from "../../instant.ts";
import type { AccountId } from "../../names.ts";
import type { OperationName } from "../../operations/index.ts";
import type { Passwords, Ports } from "../../ports.ts";
import type { OutboxMail, PersonRecord } from "../../records.ts";
import { defaultSettings, type Settings } from "../../settings.ts";
import type { Store } from "../../store.ts";
import { type Authenticator, authenticator } from "../authenticator.ts";
import { Browser, type Input } from "./browser.ts";

export const setupToken = "the-set-up-token-of-this-run";

export interface HouseOptions {
  readonly settings?: Partial<Settings>;
  /** Stands between the pipeline and the store: to count, or to hold something up. */
  readonly wrapStore?: (store: Store) => Store;
  readonly wrapPorts?: (ports: Ports) => Ports;
}

/** Somebody who can sign in, and what they carry. */
export interface Resident {
  readonly accountId: AccountId;
  /** "" for root. */
  readonly userName: string;
  /** What they type into the first page, besides the password. */
  readonly login: Input;
  password: string;
  readonly devices: Authenticator[];
}

export interface Account {
  readonly accountId: AccountId;
  readonly root: Resident;
}

export interface AuditEvent {
  readonly eventName: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements: Readonly<Record<string, unknown>> | null;
  readonly [member: string]: unknown;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

export async function openHouse(options: HouseOptions = {}) {
  let now: Instant = instant(Date.UTC(2026, 10, 24, 6, 46, 0));
  const clock = { now: () => now };
  const opened = await openStore({ url: "sqlite::memory:" });
  const store: Store = options.wrapStore?.(opened) ?? opened;
  const log = createLog({ to: 2, readable: false, level: "silent" });
  const pause = createPause(log);
  const { digests, seals } = await openSecrets({
    source: { kind: "text", text: randomBytes(32).toString("base64") },
    keyring: opened.keyring,
    clock,
  });
  const real: Ports = {
    clock,
    random: systemRandom,
    digests,
    seals,
    passwords: await cheapPasswords(),
    pause,
    setupToken: { check: (text) => text === setupToken },
    // The issuers of the tests are on this machine.
    webIdentities: createWebIdentities({ clock, log, allowLoopback: true }),
    assertions: samlAssertions,
  };
  const ports = options.wrapPorts?.(real) ?? real;
  const settings: Settings = {
    ...defaultSettings,
    publicUrl: "https://sallyport.example",
    loopbackIssuers: true,
    ...options.settings,
  };
  const iam: Iam = createIam({ store, ports, settings, afterCommit: () => {} });
  let addresses = 0;

  /** A browser that was never here, on a network of its own. */
  function browser(address?: string): Browser {
    addresses += 1;
    return new Browser(iam, address ?? `198.51.${100 + (addresses >> 8)}.${addresses & 255}`);
  }

  const operator: Caller = { kind: "operator", name: "alice-at-the-console" };

  function operate<Name extends OperationName>(name: Name, input: Input = {}) {
    return browser().knockAs(operator, name, input);
  }

  let accounts = 0;
  async function makeAccount(): Promise<Account> {
    accounts += 1;
    const email = `owner${accounts}@example.org`;
    const password = `Rv8!${randomBytes(6).toString("hex")}`;
    const name = `Company ${accounts}`;
    const { accountId } = await operate("CreateAccount", { email, accountName: name, password });
    const root: Resident = {
      accountId: accountId as AccountId,
      userName: "",
      login: { root: { email } },
      password,
      devices: [],
    };
    return { accountId: accountId as AccountId, root };
  }

  /** A user with a console password, made by whoever holds `by` (root, in a browser of its own, by default). */
  async function addUser(
    account: Account,
    userName: string,
    { manager = false, by }: { readonly manager?: boolean; readonly by?: Browser } = {},
  ): Promise<Resident> {
    const password = `Uq7!${randomBytes(6).toString("hex")}`;
    const maker = by ?? (await signIn(account.root));
    await maker.knock("AddUser", {
      userName,
      ...(manager && { createAdministrators: true }),
      consoleAccess: { password, passwordResetRequired: false },
    });
    const login = { user: { account: account.accountId, userName } };
    return { accountId: account.accountId, userName, login, password, devices: [] };
  }

  /** Types the password; answers the browser at whatever step comes next. */
  async function typePassword(person: Resident, at: Browser = browser()): Promise<Browser> {
    await at.knock("SignIn", { ...person.login, password: person.password });
    return at;
  }

  /** All the way in, with a code of the first device where there is one. Moves the clock on so that the code is unspent. */
  async function signIn(person: Resident, at: Browser = browser()): Promise<Browser> {
    await typePassword(person, at);
    const [device] = person.devices;
    if (device !== undefined) {
      wait(90_000);
      await at.knock("SubmitMFACode", { code: device.codeAt(step()) });
    }
    return at;
  }

  /** Sets up a device in this browser, with the pair of the last step and this one. */
  async function enrol(
    at: Browser,
    deviceName: string,
    { owner, firstStep }: { readonly owner?: Resident; readonly firstStep?: number } = {},
  ) {
    const device = await beginEnrolment(at, deviceName, owner);
    const answer = await at.knock("FinishMFAEnrolment", device.pairAt(firstStep ?? step() - 1));
    owner?.devices.push(device);
    return { device, answer };
  }

  async function beginEnrolment(
    at: Browser,
    deviceName: string,
    owner?: Resident,
  ): Promise<Authenticator> {
    const person = await at.person();
    const other = owner !== undefined && owner.userName !== (person?.person.name ?? "");
    await at.knock("StartMFAEnrolment", { deviceName, ...(other && { userName: owner.userName }) });
    const { secretKey } = await at.knock("ShowMFAEnrolment");
    const accountId = person?.person.accountId;
    return authenticator(`arn:aws:iam::${accountId}:mfa/${deviceName}`, secretKey);
  }

  /** Signs in and out of sight: a person with a device that they have just set up. */
  async function equip(person: Resident, deviceName = `${person.userName || "root"}-phone`) {
    const at = await signIn(person);
    const { device } = await enrol(at, deviceName, { owner: person });
    return { browser: at, device };
  }

  function wait(milliseconds: number): void {
    now = later(now, milliseconds);
  }

  const step = () => Math.floor(now / 30_000);

  const personOf = (person: Resident) =>
    store.read(async (tx): Promise<PersonRecord> => {
      const found =
        person.userName === ""
          ? await tx.people.find({
              accountId: person.accountId,
              personId: person.accountId as never,
            })
          : await tx.people.findUser(person.accountId, person.userName);
      if (found === undefined) throw new Error(`nobody is called ${person.userName}`);
      return found;
    });

  const ledger = async (person: Resident, source = "unknown") => {
    const ref = await personOf(person);
    return store.read((tx) => tx.codeLedgers.find(ref, source));
  };

  const deviceOf = (person: Resident, device: Authenticator) =>
    store.read((tx) => tx.devices.find(person.accountId, device.serialNumber));

  const assignmentOf = async (person: Resident, device: Authenticator) => {
    const assignment = (await deviceOf(person, device))?.assignment;
    if (assignment === undefined) throw new Error(`${device.serialNumber} is not assigned`);
    return assignment;
  };

  /** Newest first. */
  const trail = async (accountId: string): Promise<readonly AuditEvent[]> => {
    const rows = await store.read((tx) =>
      tx.audit.list(accountId as AccountId, { after: undefined, limit: 10_000 }),
    );
    const events = rows.map(({ event }) => JSON.parse(event) as AuditEvent);
    // Those of one millisecond have no order of their own: here it is that of their requests.
    const order = ({ requestID }: AuditEvent) => Number(/\d+$/.exec(String(requestID))?.[0] ?? 0);
    const at = ({ eventTime }: AuditEvent) => String(eventTime);
    return events.sort((a, b) => at(b).localeCompare(at(a)) || order(b) - order(a));
  };

  const mails = (): Promise<readonly OutboxMail[]> =>
    store.atomically((tx) => tx.outbox.lease(now, now, 10_000));

  return {
    iam,
    store,
    ports,
    settings,
    browser,
    operator,
    operate,
    makeAccount,
    addUser,
    typePassword,
    signIn,
    enrol,
    beginEnrolment,
    equip,
    wait,
    /** To the first millisecond of a time step so many steps from now. */
    waitSteps: (steps: number) => {
      now = instant((step() + steps) * 30_000);
    },
    now: () => now,
    step,
    personOf,
    ledger,
    deviceOf,
    assignmentOf,
    trail,
    mails,
    settled: () => pause.settled(),
    async close() {
      await pause.settled();
      await opened.close();
    },
  };
}

/** argon2id as in production, but with next to no memory: what is tested is who may try, not how long a try takes. */
async function cheapPasswords(): Promise<Passwords> {
  const options = { memoryCost: 64, timeCost: 1, parallelism: 1 };
  const decoy = await hash(randomBytes(32), options);
  return {
    hash: (password) => hash(password, options),
    async verify(password, phc) {
      const matches = await verify(phc ?? decoy, password);
      return { ok: phc !== undefined && matches, stale: false };
    },
  };
}
