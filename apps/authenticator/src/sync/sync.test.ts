// Devices that sync, without browsers: every way in which they may meet, and everything that may come in between.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  changeEntry,
  createVault,
  emptyContents,
  entriesOf,
  isSameVault,
  openVault,
  putItem,
  SyncFault,
  sealVault,
  trashEntry,
} from "@sallyport/vault";
import fc from "fast-check";
import { accountsIn, add, Device, key, openWindow, vaultOf, way } from "../testing/device.ts";
import { SyncServer } from "../testing/sync-server.ts";
import type { VaultSession } from "../vault/session.ts";
import { Connecting, type Stage } from "./connect.ts";
import { SyncEngine } from "./engine.ts";
import { readRecord } from "./record.ts";
import type { SyncStatus } from "./sync.ts";

interface Syncing {
  readonly device: Device;
  readonly session: VaultSession;
  readonly engine: SyncEngine;
  status(): SyncStatus;
}

const now = () => 5_000_000;

async function begin(server: SyncServer, device: Device, session: VaultSession) {
  const ports = { session, storage: device.syncStorage, fetch: server.fetch, now };
  const destination = { server: server.origin, name: "Phone", code: server.newCode() };
  return Connecting.begin(ports, destination);
}

async function runEngine(
  server: SyncServer,
  device: Device,
  session: VaultSession,
): Promise<Syncing> {
  let status: SyncStatus = { kind: "off", wasEnded: false };
  const engine = new SyncEngine({
    session,
    storage: device.syncStorage,
    fetch: server.fetch,
    now,
    isOnline: () => true,
    findServer: async () => server.toldOrigin,
    onStatus: (told) => {
      status = told;
    },
  });
  await engine.start();
  return { device, session, engine, status: () => status };
}

/** A device with a vault of its own that was connected; the first one's vault becomes the synced one. */
async function connect(
  server: SyncServer,
  { passphrase = "one", accounts = [] as readonly string[], opener = "one" } = {},
): Promise<Syncing> {
  const device = new Device();
  const session = await openWindow(device, passphrase);
  for (const account of accounts) await add(session, account);
  const connecting = await begin(server, device, session);
  let stage = await connecting.look();
  if (stage.kind === "shut") stage = await connecting.open(key(opener));
  if (stage.kind === "preview") await connecting.confirm();
  return runEngine(server, device, session);
}

async function endAll(...all: readonly Syncing[]): Promise<void> {
  for (const { engine } of all) engine.stop();
}

const rename = ({ session }: Syncing, account: string, name: string, atMs: number) =>
  session.change((contents) => {
    const entry = entriesOf(contents).find((each) => each.account === account);
    assert.ok(entry);
    return putItem(contents, changeEntry(entry, { name }, atMs));
  });
const namesIn = ({ session }: Syncing) =>
  entriesOf(vaultOf(session).contents).map(({ name, account }) => name ?? account);

describe("a device that is connected", () => {
  test("sends nothing of its own before its person has seen whose devices it comes to", async () => {
    const server = new SyncServer();
    const device = new Device();
    const session = await openWindow(device);
    await add(session, "alice");
    const connecting = await begin(server, device, session);
    const preview = { here: 1, there: 0, both: 0 };
    assert.deepEqual(await connecting.look(), { kind: "preview", preview, meets: "nothing" });
    assert.deepEqual([connecting.whose.owner, connecting.whose.account], ["alice", "111122223333"]);
    assert.equal(server.stored, undefined);
    assert.equal(device.syncBytes, undefined);
  });

  test("as the first one puts its vault there, sealed, and keeps its token sealed too", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const { stored } = server;
    assert.ok(stored);
    assert.ok(isSameVault(await openVault(stored.bytes, key("one")), vaultOf(one.session)));
    assert.ok(!Buffer.from(stored.bytes).includes("alice"));
    const kept = Buffer.from(one.device.syncBytes ?? []);
    assert.ok(kept.length > 0 && !kept.includes("token"));
    const record = await readRecord(one.device.syncStorage, vaultOf(one.session));
    assert.ok(record?.kind === "on");
    assert.match(record.token, /^token-of-device-/);
    await endAll(one);
  });

  test("brings its accounts into the synced vault, and lives in it from then on", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice", "bob", "carol"] });
    const device = new Device();
    const session = await openWindow(device, "two");
    for (const account of ["carol", "dave"]) await add(session, account);
    const before = { own: device.bytes, stored: server.stored };

    const connecting = await begin(server, device, session);
    const stage = await connecting.look();
    assert.ok(stage.kind === "shut");
    assert.deepEqual(
      stage.ways.map(({ kind }) => kind),
      ["passphrase"],
    );
    await assert.rejects(connecting.open(key("two")), { code: "wrongPassphrase" });
    const opened = await connecting.open(key("one"));
    assert.deepEqual(opened, {
      kind: "preview",
      preview: { here: 2, there: 3, both: 1 },
      meets: "other",
    });
    assert.equal(device.bytes, before.own, "a look changes nothing here");
    assert.equal(server.stored, before.stored, "nor there");
    assert.equal(device.syncBytes, undefined);

    await connecting.confirm();
    const two = await runEngine(server, device, session);
    await one.engine.sync();
    for (const { session: each } of [one, two]) {
      assert.deepEqual(accountsIn(each), ["alice", "bob", "carol", "dave"]);
    }
    await assert.rejects(openWindow(device, "two"), { code: "wrongPassphrase" });
    assert.equal(accountsIn(await openWindow(device, "one")).length, 4);
    await endAll(one, two);
  });

  test("goes on opening by its passkey, where the person used it once more", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const device = new Device();
    const passkey = {
      kind: "passkey",
      credentialId: new Uint8Array([1, 2, 3]),
      prfSalt: new Uint8Array(32),
      prfOutput: new Uint8Array(32).fill(7),
    } as const;
    const session = device.window();
    await session.start();
    await session.create(passkey);
    const connecting = await begin(server, device, session);
    await connecting.look();
    await connecting.open(key("one"));
    await connecting.confirm(passkey);
    session.lock();
    await session.open(passkey);
    assert.deepEqual(accountsIn(session), ["alice"]);
    await one.engine.sync();
    assert.deepEqual(
      vaultOf(one.session).ways.map(({ kind }) => kind),
      ["passphrase", "passkey"],
    );
    await endAll(one);
  });

  test("and has the synced vault already, as from a backup, is asked no passphrase", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const device = new Device();
    device.bytes = one.device.bytes;
    const session = await openWindow(device);
    await add(session, "bob");
    const connecting = await begin(server, device, session);
    const stage: Stage = await connecting.look();
    assert.deepEqual(stage, {
      kind: "preview",
      preview: { here: 2, there: 1, both: 1 },
      meets: "own",
    });
    await connecting.confirm();
    const two = await runEngine(server, device, session);
    await one.engine.sync();
    assert.deepEqual(accountsIn(one.session), ["alice", "bob"]);
    await endAll(one, two);
  });

  test("meets another that stores at the same time, and neither's accounts are lost", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    server.beforePut = async () => {
      await add(one.session, "bob");
      await one.engine.sync();
    };
    const device = new Device();
    const session = await openWindow(device, "two");
    await add(session, "carol");
    const connecting = await begin(server, device, session);
    await connecting.look();
    await connecting.open(key("one"));
    let there: SyncServer["stored"];
    device.onWritten = () => {
      there = server.stored;
    };
    await connecting.confirm();
    assert.ok(there, "its own vault was replaced");
    const { contents } = await openVault(there.bytes, key("one"));
    const all = ["alice", "bob", "carol"];
    const accounts = entriesOf(contents).map(({ account }) => account);
    assert.deepEqual(accounts.sort(), all, "once the server had the whole");
    const two = await runEngine(server, device, session);
    await one.engine.sync();
    for (const each of [one, two]) assert.deepEqual(accountsIn(each.session), all);
    assert.ok(server.answered.includes("PUT /vault-sync/vault 412"));
    await endAll(one, two);
  });

  test("keeps its own vault where the server goes away before it has the whole", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const device = new Device();
    const session = await openWindow(device, "two");
    await add(session, "bob");
    const connecting = await begin(server, device, session);
    await connecting.look();
    await connecting.open(key("one"));
    server.isDown = true;
    await assert.rejects(connecting.confirm(), { code: "unreachable" });
    assert.deepEqual(accountsIn(await openWindow(device, "two")), ["bob"]);
    assert.equal(device.syncBytes, undefined);
    await endAll(one);
  });

  test("keeps its own vault where it has no room for the synced one; the server has both then", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const device = new Device();
    const session = await openWindow(device, "two");
    await add(session, "bob");
    const connecting = await begin(server, device, session);
    await connecting.look();
    await connecting.open(key("one"));
    device.isFull = true;
    await assert.rejects(connecting.confirm());
    assert.deepEqual(accountsIn(await openWindow(device, "two")), ["bob"]);
    await one.engine.sync();
    assert.deepEqual(accountsIn(one.session), ["alice", "bob"]);
    await endAll(one);
  });

  test("by a code that was used is refused, and one that was given up is off the list", async () => {
    const server = new SyncServer();
    const device = new Device();
    const session = await openWindow(device);
    const ports = { session, storage: device.syncStorage, fetch: server.fetch, now };
    const destination = { server: server.origin, name: "Phone", code: server.newCode() };
    const connecting = await Connecting.begin(ports, destination);
    await assert.rejects(Connecting.begin(ports, destination), { code: "badCode" });
    await connecting.cancel();
    await assert.rejects(connecting.look(), { code: "removed" });
  });
});

describe("devices that sync", () => {
  test("have the same after each changed something else, and after both renamed one", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice", "bob"] });
    const two = await connect(server, { passphrase: "two" });
    await rename(one, "alice", "First", 2_000_000);
    await rename(two, "bob", "Second", 2_000_001);
    await two.engine.sync();
    await one.engine.sync();
    await two.engine.sync();
    for (const each of [one, two]) assert.deepEqual(namesIn(each), ["First", "Second"]);

    await rename(one, "alice", "Earlier", 3_000_000);
    await rename(two, "alice", "Later", 3_000_001);
    for (const each of [two, one, two]) await each.engine.sync();
    for (const each of [one, two]) assert.deepEqual(namesIn(each), ["Later", "Second"]);
    await endAll(one, two);
  });

  test("that store at the same time lose neither's change", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const two = await connect(server, { passphrase: "two" });
    await add(one.session, "bob");
    server.beforePut = async () => {
      await add(two.session, "carol");
      await two.engine.sync();
    };
    await one.engine.sync();
    assert.ok(server.answered.includes("PUT /vault-sync/vault 412"));
    await two.engine.sync();
    for (const { session } of [one, two]) {
      assert.deepEqual(accountsIn(session), ["alice", "bob", "carol"]);
    }
    await endAll(one, two);
  });

  test("send nothing where nothing changed", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const revision = server.stored?.revision;
    await one.engine.sync();
    await one.engine.sync();
    assert.equal(server.stored?.revision, revision);
    assert.deepEqual(server.answered.slice(-2), [
      "GET /vault-sync/vault 304",
      "GET /vault-sync/vault 304",
    ]);
    await endAll(one);
  });

  test("take a new passphrase over, and the old one opens none of them", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const two = await connect(server, { passphrase: "two" });
    await one.session.changePassphrase(key("one"), way("new"));
    await one.engine.sync();
    await two.engine.sync();
    await add(two.session, "bob");
    await two.engine.sync();
    await one.engine.sync();
    for (const { device } of [one, two]) {
      await assert.rejects(openWindow(device, "one"), { code: "wrongPassphrase" });
      assert.deepEqual(accountsIn(await openWindow(device, "new")), ["alice", "bob"]);
    }
    assert.ok(server.stored);
    await assert.rejects(openVault(server.stored.bytes, key("one")), { code: "wrongPassphrase" });
    await endAll(one, two);
  });

  test("keep what was changed without a network, and send it later", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const two = await connect(server, { passphrase: "two" });
    server.isDown = true;
    await add(one.session, "bob");
    await one.engine.sync();
    const status = one.status();
    assert.ok(status.kind === "on" && status.fault instanceof SyncFault);
    assert.equal(status.fault.code, "unreachable");
    assert.deepEqual(accountsIn(await openWindow(one.device)), ["alice", "bob"]);
    server.isDown = false;
    await one.engine.sync();
    await two.engine.sync();
    assert.deepEqual(accountsIn(two.session), ["alice", "bob"]);
    assert.ok(one.status().kind === "on" && !("fault" in one.status()));
    await endAll(one, two);
  });

  test("leave the server alone for as long as it asks, unless the person asks", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    server.busySeconds = 60;
    await add(one.session, "bob");
    await one.engine.sync();
    const status = one.status();
    assert.ok(status.kind === "on" && status.fault instanceof SyncFault);
    assert.equal(status.fault.retryAfterMs, 60_000);
    const asked = server.answered.length;
    await one.engine.look();
    assert.equal(server.answered.length, asked);
    server.busySeconds = undefined;
    await one.engine.sync();
    assert.ok(one.status().kind === "on" && !("fault" in one.status()));
    await endAll(one);
  });

  test("stop once they are removed: the accounts stay, the token goes", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    server.removeDevices();
    await add(one.session, "bob");
    await one.engine.sync();
    assert.deepEqual(one.status(), { kind: "off", wasEnded: true });
    assert.deepEqual(accountsIn(await openWindow(one.device)), ["alice", "bob"]);
    assert.deepEqual(await readRecord(one.device.syncStorage, vaultOf(one.session)), {
      kind: "ended",
    });
    const asked = server.answered.length;
    await add(one.session, "carol");
    await one.engine.sync();
    const again = await runEngine(server, one.device, one.session);
    assert.deepEqual(again.status(), { kind: "off", wasEnded: true }, "it is said once more");
    assert.equal(server.answered.length, asked, "nothing is asked any more");
    await endAll(one);
  });

  test("find the server again when its address has changed, and keep nothing for the old one", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const two = await connect(server, { passphrase: "two" });
    server.origin = "https://login.example.com";
    server.toldOrigin = server.origin;
    await add(one.session, "bob");
    await one.engine.sync();
    await two.engine.sync();
    assert.deepEqual(accountsIn(two.session), ["alice", "bob"]);
    for (const { device, session, status } of [one, two]) {
      const record = await readRecord(device.syncStorage, vaultOf(session));
      assert.ok(record?.kind === "on" && record.server === server.origin);
      const told = status();
      assert.ok(told.kind === "on" && told.server === server.origin && told.fault === undefined);
    }
    const strayed = server.strayed.length;
    await one.engine.sync();
    assert.equal(server.strayed.length, strayed);
    await endAll(one, two);
  });

  test("follow no server from an encrypted address to one in the clear, nor one that nobody names", async () => {
    for (const told of ["http://id.example.com", undefined]) {
      const server = new SyncServer();
      const one = await connect(server, { accounts: ["alice"] });
      const before = server.origin;
      server.origin = "http://id.example.com";
      server.toldOrigin = told;
      await one.engine.sync();
      const status = one.status();
      assert.ok(status.kind === "on" && status.server === before);
      assert.ok(status.fault instanceof SyncFault && status.fault.code === "unreachable");
      assert.deepEqual(new Set(server.strayed), new Set([before]));
      await endAll(one);
    }
  });

  test("leave, and say so if the server did not hear of it", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const two = await connect(server, { passphrase: "two" });
    assert.equal(await one.engine.leave(), true);
    server.isDown = true;
    assert.equal(await two.engine.leave(), false);
    server.isDown = false;
    for (const { device, session, status } of [one, two]) {
      assert.deepEqual(status(), { kind: "off", wasEnded: false });
      assert.equal(device.syncBytes, undefined);
      assert.deepEqual(accountsIn(session), ["alice"]);
    }
    const asked = server.answered.length;
    await one.engine.sync();
    assert.equal(server.answered.length, asked);
  });

  test("a second window of a device that left stops too", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const window = await runEngine(server, one.device, await openWindow(one.device));
    assert.equal(window.status().kind, "on");
    await one.engine.leave();
    const asked = server.answered.length;
    await window.engine.sync();
    assert.deepEqual(window.status(), { kind: "off", wasEnded: false });
    assert.equal(server.answered.length, asked);
    await endAll(window);
  });

  test("neither take in another vault that was put in the place of theirs, nor replace it", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    const other = await createVault({ ways: [way("x")], contents: emptyContents, atMs: 0 });
    for (const [bytes, code] of [
      [await sealVault(other), "otherVault"],
      [
        Uint8Array.from(server.stored?.bytes ?? [])
          .with(-50, 0)
          .with(-51, 0),
        "damaged",
      ],
      [new Uint8Array([1, 2, 3]), "damaged"],
    ] as const) {
      server.stored = { bytes, revision: (server.stored?.revision ?? 0) + 1 };
      await add(one.session, "bob");
      await one.engine.sync();
      const status = one.status();
      assert.ok(status.kind === "on" && status.fault instanceof SyncFault);
      assert.equal(status.fault.code, code);
      assert.equal(server.stored?.bytes, bytes);
    }
    await endAll(one);
  });

  test("send nothing while the vault is locked", async () => {
    const server = new SyncServer();
    const one = await connect(server, { accounts: ["alice"] });
    one.session.lock();
    const asked = server.answered.length;
    await one.engine.sync();
    assert.equal(server.answered.length, asked);
    await endAll(one);
  });

  test("end with the same in whatever order they change and meet, the network gone now and then", async () => {
    const step = fc.record({
      device: fc.nat({ max: 2 }),
      does: fc.constantFrom("add", "rename", "trash", "sync", "sync", "down", "up"),
      which: fc.nat({ max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const server = new SyncServer();
        const first = await connect(server, { accounts: ["a0"] });
        const devices = [first, await connect(server, {}), await connect(server, {})];
        const added = new Set(["a0"]);
        for (const [tick, { device, does, which }] of steps.entries()) {
          const { session, engine } = devices[device] ?? first;
          if (does === "add") {
            added.add(`a${tick + 1}`);
            await add(session, `a${tick + 1}`);
          } else if (does === "sync") await engine.sync();
          else if (does === "down" || does === "up") server.isDown = does === "down";
          else {
            await session.change((contents) => {
              const entry = entriesOf(contents)[which];
              if (entry === undefined) return contents;
              const atMs = 2_000_000 + (tick % 7);
              const changed =
                does === "trash"
                  ? trashEntry(entry, atMs)
                  : changeEntry(entry, { name: `n${tick}` }, atMs);
              return putItem(contents, changed);
            });
          }
        }
        server.isDown = false;
        for (const { engine } of [...devices, ...devices]) await engine.sync();
        const [one, ...others] = devices.map(({ session }) => vaultOf(session));
        assert.ok(one);
        for (const other of others) assert.ok(isSameVault(one, other));
        const accounts = new Set(
          one.contents.items.map((item) => ("account" in item ? item.account : "")),
        );
        assert.deepEqual(accounts, added);
        await endAll(...devices);
      }),
      { numRuns: 25 },
    );
  });
});
