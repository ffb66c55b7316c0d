import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { HOUR, type Instant, instant, later, MINUTE, SECOND } from "@sallyport/core";
import type { WrappedKey } from "./data-keys.ts";
import type { WrappedDigestKey } from "./digests.ts";
import {
  beginRotation,
  type ChangeableKeyring,
  finishRotation,
  type Stock,
  type Stocked,
} from "./rotate-keys.ts";
import { versionOf } from "./seals.ts";
import { openSecrets } from "./secrets.ts";

const source = { kind: "text", text: Buffer.alloc(32, 7).toString("base64") } as const;
const places = ["seeds", "keys"] as const;
type Place = (typeof places)[number];

/** An installation in memory: what any number of servers and commands share. */
function openShared() {
  const ring: WrappedKey[] = [];
  const time = { now: instant(1_800_000_000_000) };
  const clock = { now: () => time.now };
  const digestKeys = new Map<string, WrappedDigestKey>();
  const keyring: ChangeableKeyring = {
    listDigestKeys: async () => [...digestKeys.values()],
    insertDigestKey: async (key) => {
      if (!digestKeys.has(key.purpose)) digestKeys.set(key.purpose, key);
    },
    list: async () => ring.map((key) => ({ ...key })),
    async insertFirst(wrapped) {
      if (ring.length > 0) return false;
      ring.push({ version: 1, wrapped, sealsFrom: instant(0), tokensUntil: undefined });
      return true;
    },
    async insertNext({ version, wrapped, sealsFrom }) {
      if (ring.some((key) => key.version === version)) return false;
      ring.push({ version, wrapped, sealsFrom, tokensUntil: undefined });
      return true;
    },
    async retire(below, until) {
      ring.forEach((key, index) => {
        const { version, tokensUntil = Number.POSITIVE_INFINITY } = key;
        if (version < below && tokensUntil > until) ring[index] = { ...key, tokensUntil: until };
      });
    },
    async remove(version) {
      const index = ring.findIndex((key) => key.version === version);
      ring.splice(index, 1);
    },
  };
  const rows: Record<Place, Stocked[]> = { seeds: [], keys: [] };
  const trouble = { afterBatches: Number.POSITIVE_INFINITY };
  const stock: Stock<Place, Stocked> = {
    async page(place, { after, limit }) {
      const from =
        after === undefined ? 0 : rows[place].findIndex((row) => row.rowId === after.rowId) + 1;
      return rows[place].slice(from, from + limit);
    },
    async replace(place, changes) {
      if (trouble.afterBatches === 0) throw new Error("the machine is gone");
      trouble.afterBatches -= 1;
      for (const { former, sealed } of changes) {
        const index = rows[place].findIndex((row) => row.sealed === former.sealed);
        if (index >= 0) rows[place][index] = { rowId: former.rowId, sealed };
      }
    },
  };
  const pass = (milliseconds: number) => {
    time.now = later(time.now, milliseconds);
  };
  return { ring, clock, keyring, rows, stock, trouble, pass };
}

type Shared = ReturnType<typeof openShared>;

async function openServer({ keyring, clock }: Shared) {
  const { seals, dataKeys } = await openSecrets({ source, keyring, clock });
  return { seals, dataKeys };
}

async function openCommand(shared: Shared) {
  const { keyring, clock, stock } = shared;
  const { seals, dataKeys } = await openServer(shared);
  const ring = { keyring, dataKeys, clock };
  return {
    begin: (serversMayRun = true) => beginRotation({ ...ring, serversMayRun }),
    finish: (endSessions = false) => finishRotation({ ...ring, seals, stock, places, endSessions }),
  };
}

async function fill(shared: Shared, count: number) {
  const { seals } = await openServer(shared);
  const secrets = new Map<string, Buffer>();
  for (let index = 0; index < count; index += 1) {
    const rowId = `row-${index}`;
    const secret = randomBytes(40);
    secrets.set(rowId, secret);
    const place = places[index % 2] ?? "seeds";
    shared.rows[place].push({ rowId, sealed: seals.seal(secret, rowId) });
  }
  return secrets;
}

const versions = ({ rows }: Shared) =>
  new Set([...rows.seeds, ...rows.keys].map(({ sealed }) => versionOf(sealed)));

async function assertAllOpen(shared: Shared, secrets: ReadonlyMap<string, Buffer>) {
  const { seals } = await openServer(shared);
  for (const { rowId, sealed } of [...shared.rows.seeds, ...shared.rows.keys]) {
    assert.deepEqual(Buffer.from(seals.open(sealed, rowId)), secrets.get(rowId));
  }
}

test("everything is sealed anew, and opens to what it was", async () => {
  const shared = openShared();
  const secrets = await fill(shared, 1_001);
  const command = await openCommand(shared);
  const begun = await command.begin(false);
  assert.deepEqual(begun, { version: 2, sealsFrom: shared.clock.now(), resumed: false });
  const end = await command.finish();
  assert.equal(end.resealed, 1_001);
  assert.deepEqual(end.retired, [
    { version: 1, tokensUntil: later(shared.clock.now(), 36 * HOUR) },
  ]);
  assert.deepEqual([...versions(shared)], [2]);
  await assertAllOpen(shared, secrets);
});

test("a running server seals under the new key only when every other may know it", async () => {
  const shared = openShared();
  const [one, other] = [await openServer(shared), await openServer(shared)];
  const { sealsFrom } = await (await openCommand(shared)).begin();
  assert.equal(sealsFrom, later(shared.clock.now(), 30 * SECOND));
  await one.dataKeys.refresh();
  shared.pass(29 * SECOND);
  assert.equal(versionOf(one.seals.seal(Buffer.of(1), "row")), 1);
  assert.deepEqual(await other.dataKeys.refresh(), [1, 2]);
  shared.pass(1 * SECOND);
  const sealed = one.seals.seal(Buffer.of(1), "row");
  assert.equal(versionOf(sealed), 2);
  assert.deepEqual([...other.seals.open(sealed, "row")], [1]);
});

test("an interrupted run is taken up by the next, without a further key", async () => {
  const shared = openShared();
  const secrets = await fill(shared, 1_000);
  const first = await openCommand(shared);
  await first.begin(false);
  shared.trouble.afterBatches = 2;
  await assert.rejects(first.finish(), /the machine is gone/);
  shared.trouble.afterBatches = Number.POSITIVE_INFINITY;
  assert.deepEqual([...versions(shared)].sort(), [1, 2]);
  await assertAllOpen(shared, secrets);

  const next = await openCommand(shared);
  assert.equal((await next.begin(false)).resumed, true);
  assert.equal((await next.finish()).resealed, 600);
  assert.deepEqual(
    shared.ring.map(({ version }) => version),
    [1, 2],
  );
  await assertAllOpen(shared, secrets);
});

test("of two commands at once one makes the key, and both use it", async () => {
  const shared = openShared();
  await fill(shared, 10);
  const commands = await Promise.all([openCommand(shared), openCommand(shared)]);
  const begun = await Promise.all(commands.map((command) => command.begin(false)));
  assert.deepEqual(
    begun.map(({ version }) => version),
    [2, 2],
  );
  assert.equal(begun.filter(({ resumed }) => resumed).length, 1);
  await Promise.all(commands.map((command) => command.finish()));
  assert.deepEqual([...versions(shared)], [2]);
});

test("a session token under a retired key is good for 36 hours and no longer, also from the cache", async () => {
  const shared = openShared();
  const server = await openServer(shared);
  const { token } = server.seals.tokens.seal(Buffer.from("{}"));
  assert.ok(server.seals.tokens.open(token));
  const command = await openCommand(shared);
  await command.begin(false);
  await command.finish();
  await server.dataKeys.refresh();
  shared.pass(36 * HOUR - 1);
  assert.ok(server.seals.tokens.open(token));
  assert.ok((await openServer(shared)).seals.tokens.open(token));
  shared.pass(1);
  assert.equal(server.seals.tokens.open(token), undefined);
  assert.equal((await openServer(shared)).seals.tokens.open(token), undefined);
});

test("sessions under a former key end at once where that is asked for, and stay ended", async () => {
  const shared = openShared();
  const server = await openServer(shared);
  const { token } = server.seals.tokens.seal(Buffer.from("{}"));
  const command = await openCommand(shared);
  await command.begin(false);
  await command.finish(true);
  assert.ok(server.seals.tokens.open(token), "the server has not read the ring yet");
  await server.dataKeys.refresh();
  assert.equal(server.seals.tokens.open(token), undefined);
  await command.finish();
  await server.dataKeys.refresh();
  assert.equal(server.seals.tokens.open(token), undefined);
  const fresh = server.seals.tokens.seal(Buffer.from("{}"));
  assert.ok(server.seals.tokens.open(fresh.token));
});

test("a retired key is forgotten after 36 hours, never with something left under it", async () => {
  const shared = openShared();
  const secrets = await fill(shared, 3);
  const late = await openServer(shared); // a machine that was paused: it knows nothing of what follows
  const command = await openCommand(shared);
  await command.begin(false);
  assert.deepEqual((await command.finish(true)).removed, [], "sessions may be over, rows are not");
  const secret = randomBytes(20);
  secrets.set("late", secret);
  shared.rows.keys.push({ rowId: "late", sealed: late.seals.seal(secret, "late") });
  shared.pass(36 * HOUR + MINUTE);
  const end = await command.finish();
  assert.deepEqual([end.resealed, end.removed, end.retired], [1, [1], []]);
  await assertAllOpen(shared, secrets);
});

test("who goes on sealing under a former key is told, and nothing is retired", async () => {
  const shared = openShared();
  await fill(shared, 1);
  const late = await openServer(shared);
  const command = await openCommand(shared);
  await command.begin(false);
  const { page } = shared.stock;
  let made = 0;
  Object.assign(shared.stock, {
    page: (...asked: Parameters<typeof page>) => {
      if (asked[1].after === undefined) {
        made += 1;
        const rowId = `late-${made}`;
        shared.rows.seeds.push({ rowId, sealed: late.seals.seal(Buffer.of(1), rowId) });
      }
      return page(...asked);
    },
  });
  await assert.rejects(command.finish(), /goes on sealing under a former key/);
  assert.equal(shared.ring[0]?.tokensUntil, undefined);
});

test("a ring that cannot be read leaves a server with the keys it has", async () => {
  const shared = openShared();
  const server = await openServer(shared);
  const sealed = server.seals.seal(Buffer.of(1), "row");
  const kept: readonly WrappedKey[] = [...shared.ring];
  const [first] = kept;
  assert.ok(first);
  shared.ring.push({ ...first, version: 2, sealsFrom: 0 as Instant }); // wrapped as version 1
  await assert.rejects(server.dataKeys.refresh(), /wrapped under another master key/);
  assert.deepEqual([...server.seals.open(sealed, "row")], [1]);
  assert.equal(versionOf(server.seals.seal(Buffer.of(1), "row")), 1);
});
