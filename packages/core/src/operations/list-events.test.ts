// The event history: what an account's people did, to whoever may read it, and nothing of another account's.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HOUR, type Instant, later, SECOND } from "../instant.ts";
import {
  type Account,
  type Browser,
  type House,
  openHouse,
  refusal,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let root: Browser;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
});
after(() => house.close());

const seconds = (at: Instant) => Math.floor(at / SECOND);

async function names(input: Readonly<Record<string, unknown>> = {}): Promise<readonly string[]> {
  const { events } = await root.knock("ListEvents", input);
  return events.map(({ event }) => String(JSON.parse(event).eventName));
}

test("newest first, by one attribute, within a time, page by page", async () => {
  await root.knock("CreateGroup", { groupName: "one" });
  const pia = await house.signIn(await house.addUser(account, "Pia"));
  house.wait(HOUR / 2);
  const between = house.now();
  house.wait(HOUR / 4);
  await root.knock("CreateGroup", { groupName: "two" });
  house.wait(SECOND); // those of one millisecond have no order of their own
  await refusal(pia.knock("ListUsers"), "AccessDenied");
  assert.deepEqual((await names()).slice(0, 2), ["ListUsers", "CreateGroup"]);
  assert.deepEqual(await names({ attribute: "eventName", value: "CreateGroup" }), [
    "CreateGroup",
    "CreateGroup",
  ]);
  assert.deepEqual((await names({ attribute: "userName", value: "pIA" })).toSorted(), [
    "ConsoleLogin",
    "ListUsers",
  ]);
  assert.ok((await names({ attribute: "userName", value: "root" })).includes("CreateGroup"));
  assert.deepEqual(await names({ attribute: "failed" }), ["ListUsers"]);
  assert.deepEqual(await names({ attribute: "readOnly", value: "true" }), ["ListUsers"]);
  assert.ok(!(await names({ attribute: "readOnly", value: "false" })).includes("ListUsers"));
  assert.deepEqual(await names({ attribute: "accessKeyId", value: "AKIANOBODY" }), []);
  const late = { startTime: seconds(between), attribute: "eventName", value: "CreateGroup" };
  assert.equal((await names(late)).length, 1);
  assert.equal((await names({ ...late, startTime: 0, endTime: seconds(between) })).length, 1);
  assert.deepEqual(await names({ endTime: seconds(later(between, -HOUR)) }), []);

  const paged: string[] = [];
  let marker: string | undefined;
  do {
    const answer = await root.knock("ListEvents", { maxItems: 2, ...(marker && { marker }) });
    paged.push(...answer.events.map(({ eventId }) => eventId));
    marker = answer.marker;
  } while (marker !== undefined);
  const { events } = await root.knock("ListEvents");
  assert.deepEqual(
    paged,
    events.map(({ eventId }) => eventId),
  );
});

test("a marker of one search is none of another", async () => {
  const { marker } = await root.knock("ListEvents", { maxItems: 1 });
  await refusal(
    root.knock("ListEvents", { maxItems: 1, attribute: "failed", marker }),
    "ValidationError",
  );
});

test("another account's events are not among them, and who may not read them is refused", async () => {
  const other = await house.makeAccount();
  const stranger = await house.signIn(other.root);
  const { events } = await stranger.knock("ListEvents");
  for (const { event } of events)
    assert.equal(JSON.parse(event).recipientAccountId, other.accountId);
  const user = await house.signIn(await house.addUser(account, "reader"));
  await refusal(user.knock("ListEvents"), "AccessDenied");
});
