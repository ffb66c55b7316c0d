import assert from "node:assert/strict";
import { test } from "node:test";
import { addDrafts, type Bytes, entriesOf, newEntryId, type OpenVault } from "@sallyport/vault";
import { VaultSession } from "./session.ts";
import type { VaultStorage } from "./storage.ts";

const cost = { memoryKiB: 8, iterations: 1, lanes: 1 }; // these vaults guard nothing
const way = (passphrase: string) => ({ kind: "passphrase", passphrase, cost }) as const;
const key = (passphrase: string) => ({ kind: "passphrase", passphrase }) as const;

/** What the windows of one browser share. */
class Device {
  bytes: Bytes | undefined;
  isFull = false;
  readonly #listeners: { readonly of: VaultStorage; readonly tell: () => void }[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  window(): VaultSession {
    const storage: VaultStorage = {
      read: async () => this.bytes,
      write: async (bytes) => {
        if (this.isFull) throw new Error("the device is full");
        this.bytes = bytes;
        for (const { of, tell } of this.#listeners) if (of !== storage) tell();
      },
      setAside: async () => {
        this.bytes = undefined;
      },
      exclusively: (work) => {
        const done = this.#queue.then(work);
        this.#queue = done.catch(() => undefined);
        return done;
      },
      onChange: (tell) => {
        this.#listeners.push({ of: storage, tell });
      },
    };
    return new VaultSession({ storage, now: () => 1_000_000 });
  }
}

async function openWindow(device: Device, passphrase = "one"): Promise<VaultSession> {
  const session = device.window();
  await session.start();
  if (session.state.get().kind === "none") await session.create(way(passphrase));
  else await session.open(key(passphrase));
  return session;
}

function add(session: VaultSession, account: string): Promise<void> {
  const secret = Uint8Array.from(account, (letter) => letter.charCodeAt(0));
  const draft = { kind: "totp", secret, hash: "SHA1", digits: 6, periodSeconds: 30 } as const;
  return session.change((contents) =>
    addDrafts(contents, [{ ...draft, issuer: "", account }], { atMs: 1, newId: newEntryId }),
  );
}

function vaultOf(session: VaultSession): OpenVault {
  const state = session.state.get();
  assert.ok(state.kind === "open", state.kind);
  return state.vault;
}
const accountsIn = (session: VaultSession) =>
  entriesOf(vaultOf(session).contents)
    .map(({ account }) => account)
    .sort();

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
