// `kill -9` while people get their devices: what was acknowledged is there and works, and nothing is half there.

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { Client } from "../support/client.ts";
import { postgresIn, sqliteIn, type TestDatabase } from "../support/databases.ts";
import { inParallel } from "../support/in-parallel.ts";
import {
  alertOf,
  codeOf,
  expectStep,
  makeAccount,
  seedOf,
  signInRoot,
  stepAt,
  typePassword,
} from "../support/people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

const enrolments = 200;
const kills = 6;
/** Sessions of the root user that enrol side by side. */
const sessions = 8;
const password = "Enrolled-in-haste-7";

interface Enrolling {
  readonly userName: string;
  /** Of the device whose codes were sent last. */
  seed: Uint8Array | undefined;
  acknowledged: boolean;
}

const databases = [
  { name: "a SQLite file", open: async (folder: Folder) => sqliteIn(folder) },
  { name: "PostgreSQL", open: (folder: Folder) => postgresIn(folder) },
];
for (const { name, open } of databases) {
  describe(`a server on ${name} that is killed during ${enrolments} enrolments`, () => {
    let folder: Folder;
    let database: TestDatabase;
    let server: Sallyport;
    let accountId: string;
    let roots: readonly Client[];
    const users = Array.from({ length: enrolments }, (_, index): Enrolling => {
      return { userName: `user-${index}`, seed: undefined, acknowledged: false };
    });

    before(async () => {
      folder = await makeFolder();
      database = await open(folder);
      ({ accountId } = await makeAccount(database.settings));
      server = await startSallyport(database.settings);
      const { origin } = server;
      roots = await Promise.all(Array.from({ length: sessions }, () => signInRoot(origin)));
      await inParallel(users, sessions, async ({ userName }) => {
        const consoleAccess = { password, passwordResetRequired: false };
        await roots[0]?.succeed("AddUser", { userName, consoleAccess });
      });
    });
    after(async () => {
      for (const root of roots ?? []) root.close();
      await server?.stop("SIGKILL");
      await database?.dispose();
      await folder?.remove();
    });

    test("has every acknowledged device after each restart, and nothing half made", async () => {
      for (let kill = 1; kill <= kills; kill += 1) {
        const before = acknowledged(users).length;
        const most = kill === kills ? enrolments - 1 : Math.ceil((enrolments * kill) / kills);
        const dieAfter = before + randomInt(1, Math.max(2, most - before));
        await enrolAll(users, roots, () => {
          if (acknowledged(users).length >= dieAfter) server.process.kill("SIGKILL");
        });
        assert.equal((await server.ended).signal, "SIGKILL");
        server = await startSallyport(database.settings);
        for (const root of roots) root.origin = server.origin;
        await checkDevices(users, roots[0], database);
      }
      await enrolAll(users, roots, () => undefined);
      await checkDevices(users, roots[0], database);
      assert.equal(acknowledged(users).length, enrolments);
    });

    test("lets each of them sign in with the code of their device, and only with it", async () => {
      await inParallel(users, sessions, async ({ userName, seed }) => {
        assert.ok(seed);
        const client = new Client(server.origin);
        const typed = await typePassword(client, { account: accountId, userName, password });
        expectStep(typed, "/signin/step/code");
        await client.open("/signin/step/code");
        const code = codeOf(seed, stepAt());
        const signedIn = await client.submit("/signin/step/code", { code });
        assert.equal(signedIn.headers.location, "/console/", alertOf(signedIn));
        client.close();
      });
    });
  });
}

function acknowledged(users: readonly Enrolling[]): readonly Enrolling[] {
  return users.filter((user) => user.acknowledged);
}

/** Enrols whoever has no device, until all have one or the server is gone. */
async function enrolAll(
  users: readonly Enrolling[],
  roots: readonly Client[],
  onAcknowledged: () => void,
): Promise<void> {
  const waiting = users.filter((user) => !user.acknowledged);
  await Promise.all(
    roots.map(async (root) => {
      for (let user = waiting.shift(); user !== undefined; user = waiting.shift()) {
        try {
          await enrol(user, root);
          onAcknowledged();
        } catch (error) {
          if (!isConnectionLost(error)) throw error;
          return;
        }
      }
    }),
  );
}

async function enrol(user: Enrolling, root: Client): Promise<void> {
  const { userName } = user;
  await root.succeed("StartMFAEnrolment", { deviceName: userName, userName });
  const { secretKey } = await root.succeed<{ secretKey: string }>("ShowMFAEnrolment", {});
  // Two codes that have just run out: the one of now is left for signing in.
  const seed = seedOf(secretKey);
  const last = stepAt() - 2;
  user.seed = seed;
  await root.succeed("FinishMFAEnrolment", {
    authenticationCode1: codeOf(seed, last - 1),
    authenticationCode2: codeOf(seed, last),
  });
  user.acknowledged = true;
}

function isConnectionLost(error: unknown): boolean {
  const codes = ["ECONNRESET", "ECONNREFUSED", "EPIPE"];
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** Each device whole, each acknowledged one there once, and each with its record; whoever was not answered may have one. */
async function checkDevices(
  users: readonly Enrolling[],
  root: Client | undefined,
  database: TestDatabase,
): Promise<void> {
  assert.ok(root);
  const devices = await listDevices(root);
  const owners = devices.map(({ user }) => user?.userName);
  for (const device of devices) {
    assert.ok(device.user && device.enableDate, `half there: ${JSON.stringify(device)}`);
    assert.equal(device.serialNumber.split("/").at(-1), device.user.userName);
  }
  assert.equal(new Set(owners).size, owners.length, "a person got a device twice");
  for (const { userName } of acknowledged(users)) {
    assert.ok(owners.includes(userName), `${userName}'s device was acknowledged and is gone`);
  }
  for (const user of users) user.acknowledged ||= owners.includes(user.userName);
  const [count] = await database.query(
    `select
      (select count(*) from audit where event like '%"eventName":"FinishMFAEnrolment"%'
        and event not like '%"errorCode"%') as recorded,
      (select count(*) from devices) as stored,
      (select count(*) from devices
        where person_id is null or enabled_at is null or floor_step is null) as half,
      (select count(*) from spent_steps) as spent`,
  );
  const [recorded, stored, half, spent] = ["recorded", "stored", "half", "spent"].map((name) =>
    Number(count?.[name]),
  );
  assert.deepEqual(
    { recorded, stored, half },
    { recorded: owners.length, stored: owners.length, half: 0 },
  );
  assert.ok((spent ?? 0) >= 2 * owners.length, "a device is there whose codes are not spent");
}

interface ListedDevice {
  readonly serialNumber: string;
  readonly enableDate?: string;
  readonly user?: { readonly userName: string };
}

async function listDevices(root: Client): Promise<readonly ListedDevice[]> {
  const { virtualMFADevices, isTruncated } = await root.succeed<{
    virtualMFADevices: readonly ListedDevice[];
    isTruncated: boolean;
  }>("ListVirtualMFADevices", { assignmentStatus: "Any", maxItems: 1000 });
  assert.equal(isTruncated, false);
  return virtualMFADevices;
}
