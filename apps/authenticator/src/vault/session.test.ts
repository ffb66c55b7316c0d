import assert from "node:assert/strict";
import { test } from "node:test";
import { createVault, emptyContents, joinContents, slowHashes } from "@sallyport/vault";
import { accountsIn, add, Device, key, openWindow, vaultOf, way } from "../testing/device.ts";

test("what was added is there after locking, and for who has the passphrase alone", async () => {
  const device = new Device();
  const session = await openWindow(device);
  await add(session, "alice");
  session.lock();
  assert.equal(session.state.get().kind, "locked");
  const before = device.bytes;
  await assert.rejects(session.open(key("two")), { code: "wrongPassphrase" });
  assert.equal(session.state.get().kind, "locked");
  assert.equal(device.bytes, before);
  await session.open(key("one"));
  assert.deepEqual(accountsIn(session), ["alice"]);
});

test("two windows that change the vault at once lose neither's change", async () => {
  const device = new Device();
  const one = await openWindow(device);
  const two = await openWindow(device);
  await Promise.all([add(one, "alice"), add(two, "bob"), add(one, "carol")]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(accountsIn(one), ["alice", "bob", "carol"]);
  assert.deepEqual(accountsIn(two), ["alice", "bob", "carol"]);
  assert.deepEqual(accountsIn(await openWindow(device)), ["alice", "bob", "carol"]);
});

test("a passphrase that one window changed stays changed when the other stores", async () => {
  const device = new Device();
  const one = await openWindow(device);
  const two = await openWindow(device);
  await one.changePassphrase(key("one"), way("two"));
  await add(two, "bob");
  await assert.rejects(openWindow(device, "one"), { code: "wrongPassphrase" });
  assert.deepEqual(accountsIn(await openWindow(device, "two")), ["bob"]);
});

test("a change that could not be stored is said, kept, and stored with the next one", async () => {
  const device = new Device();
  const session = await openWindow(device);
  device.isFull = true;
  await add(session, "alice");
  const state = session.state.get();
  assert.ok(state.kind === "open" && !state.isSaved);
  device.isFull = false;
  await add(session, "bob");
  assert.deepEqual(accountsIn(await openWindow(device)), ["alice", "bob"]);
});

test("a vault that is damaged or gone while it is open is stored whole again", async () => {
  const device = new Device();
  const session = await openWindow(device);
  await add(session, "alice");
  device.bytes = device.bytes?.with(-40, 0).with(-41, 0).with(-60, 1);
  await add(session, "bob");
  device.bytes = undefined;
  await add(session, "carol");
  assert.deepEqual(accountsIn(await openWindow(device)), ["alice", "bob", "carol"]);
});

test("a vault that cannot be read is kept until the person begins anew", async () => {
  const device = new Device();
  await openWindow(device);
  const cut = device.bytes?.subarray(0, 40);
  device.bytes = cut;
  const session = device.window();
  await session.start();
  const state = session.state.get();
  assert.ok(state.kind === "unreadable" && state.code === "damaged");
  assert.equal(device.bytes, cut);
  await session.setAside();
  assert.equal(session.state.get().kind, "none");
});

test("of two windows that make a first vault at once, one makes it", async () => {
  const device = new Device();
  const windows = [device.window(), device.window()];
  await Promise.all(windows.map((session) => session.start()));
  await Promise.all(windows.map((session, index) => session.create(way(`p${index}`))));
  assert.deepEqual(windows.map((session) => session.state.get().kind).sort(), ["locked", "open"]);
});

test("a device that changes to another vault brings in what it has, and what comes in between", async () => {
  const device = new Device();
  const session = await openWindow(device);
  await add(session, "alice");
  const shared = await createVault({ ways: [way("two")], contents: emptyContents, atMs: 0 });
  const bring = (own: typeof shared.contents, into: typeof shared.contents) =>
    joinContents(own, into, 2);
  device.onWritten = () => {
    device.onWritten = () => undefined;
    void add(session, "bob");
  };
  await session.changeTo(shared, bring);
  await add(session, "carol");
  assert.equal(vaultOf(session).id, shared.id);
  assert.deepEqual(accountsIn(session), ["alice", "bob", "carol"]);
  await assert.rejects(openWindow(device, "one"), { code: "wrongPassphrase" });
  assert.deepEqual(accountsIn(await openWindow(device, "two")), ["alice", "bob", "carol"]);
});

test("a device that is full keeps the vault it has", async () => {
  const device = new Device();
  const session = await openWindow(device);
  await add(session, "alice");
  const shared = await createVault({ ways: [way("two")], contents: emptyContents, atMs: 0 });
  device.isFull = true;
  await assert.rejects(session.changeTo(shared, (own) => own));
  device.isFull = false;
  await add(session, "bob");
  assert.deepEqual(accountsIn(await openWindow(device)), ["alice", "bob"]);
});

test("what is called off while a passphrase is worked through changes nothing", async () => {
  const device = new Device();
  const controllers: AbortController[] = [];
  const begin = () => {
    const controller = new AbortController();
    controllers.push(controller);
    return controller.signal;
  };
  // Called off when its last hash is made already: the latest that it can be.
  device.hashes = (signal) => ({
    ...slowHashes,
    argon2id: async (...input) => {
      const made = await slowHashes.argon2id(...input);
      controllers.find((controller) => controller.signal === signal)?.abort();
      return made;
    },
  });
  const isCalledOff = { name: "AbortError" };
  const first = device.window();
  await first.start();
  await assert.rejects(first.create(way("one"), begin()), isCalledOff);
  assert.equal(first.state.get().kind, "none");
  assert.equal(device.bytes, undefined);

  const session = await openWindow(device);
  await add(session, "alice");
  const before = device.bytes;
  await assert.rejects(session.addWay(key("one"), way("two"), begin()), isCalledOff);
  await assert.rejects(session.changePassphrase(key("one"), way("two"), begin()), isCalledOff);
  assert.equal(device.bytes, before);
  session.lock();
  await assert.rejects(session.open(key("one"), begin()), isCalledOff);
  assert.equal(session.state.get().kind, "locked");

  const other = new Device();
  other.hashes = device.hashes;
  const elsewhere = other.window();
  await elsewhere.start();
  assert.ok(before);
  await assert.rejects(elsewhere.adopt(before, key("one"), begin()), isCalledOff);
  assert.equal(other.bytes, undefined);
  assert.deepEqual(accountsIn(await openWindow(device)), ["alice"]);
});
