// Successful reads in the audit trail, through this door: of an account that wants them, with the key that signed and without the
// secrets of it, and at no cost to whoever asks.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openRootConsole, type RootConsole } from "./testing/console.ts";
import { openAccount, type TestAccount } from "./testing/open-account.ts";

let account: TestAccount;
let atConsole: RootConsole;

before(async () => {
  account = await openAccount();
  atConsole = await openRootConsole(account);
});
after(() => account.close());

/** What `ListUsers` costs the store, however it is answered. */
async function costOfRead(): Promise<number> {
  const before = account.asked();
  assert.equal((await account.call("ListUsers")).status, 200);
  return account.asked() - before;
}

async function recordedReads(): Promise<readonly string[]> {
  await account.iam.writeReads();
  const input = { attribute: "eventName", value: "ListUsers" };
  const { events } = (await atConsole.knock("ListEvents", input)) as {
    events: readonly { event: string }[];
  };
  return events.map(({ event }) => event);
}

test("a signed read is recorded once its account says so, and asks the store for no more", async () => {
  await costOfRead(); // the first one also notes that the key was used
  const cost = await costOfRead();
  assert.deepEqual(await recordedReads(), []);
  await atConsole.knock("PutAuditSetting", { recordReads: true });
  await account.iam.writeReads();
  assert.equal(await costOfRead(), cost);
  const [text = "", ...others] = await recordedReads();
  assert.deepEqual(others, []);
  const event = JSON.parse(text);
  assert.equal(event.readOnly, true);
  assert.equal(event.userIdentity.accessKeyId, account.root.accessKeyId);
  assert.ok(!text.includes(account.root.secretAccessKey));
});

test("a read whose signature is wrong is none", async () => {
  const before = (await recordedReads()).length;
  const secretAccessKey = `${account.root.secretAccessKey.slice(1)}x`;
  const credentials = { ...account.root, secretAccessKey };
  const { code } = await account.call("ListUsers", {}, { credentials });
  assert.equal(code, "SignatureDoesNotMatch");
  assert.equal((await recordedReads()).length, before);
});

test("no key can say that reads are recorded no more", async () => {
  const { status } = await account.call("PutAuditSetting", { RecordReads: "false" });
  assert.equal(status, 400);
  assert.deepEqual(await atConsole.knock("GetAuditSetting"), { recordReads: true });
});
