// The credential report from end to end: the operations over the real store, made by one or by several machines.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOUR, MINUTE, SECOND } from "../instant.ts";
import { nameKey } from "../names.ts";
import { type Account, type Browser, type House, openHouse } from "../testing/house/index.ts";
import { makeDueReport } from "./make-report.ts";

/** AWS's own, letter for letter. */
const awsHeader =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

const never = () => false;

let house: House;
let account: Account;
let root: Browser;

async function open(): Promise<void> {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
}

const generate = () => root.knock("GenerateCredentialReport");

async function content(): Promise<string> {
  const { content: chunks } = await root.knock("GetCredentialReport");
  const pieces: Uint8Array[] = [];
  for await (const bytes of chunks) pieces.push(bytes);
  return Buffer.concat(pieces).toString();
}

async function fresh(): Promise<readonly Readonly<Record<string, string>>[]> {
  house.wait(4 * HOUR);
  root = await house.signIn(account.root);
  await generate();
  while (await house.iam.makeReport(never));
  const [header = "", ...lines] = (await content()).split("\n");
  const names = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    assert.equal(cells.length, names.length, line);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  });
}

describe("the states of a report", () => {
  before(open);
  after(() => house.close());

  test("there is none before one was generated", async () => {
    await assert.rejects(root.knock("GetCredentialReport"), { code: "ReportNotPresent" });
  });

  test("it is started once, and in progress until it is whole", async () => {
    assert.deepEqual(await generate(), {
      state: "STARTED",
      description: "No report exists. Starting a new report generation task",
    });
    assert.deepEqual(await generate(), { state: "INPROGRESS" });
    await assert.rejects(root.knock("GetCredentialReport"), { code: "ReportInProgress" });
    assert.equal(await house.iam.makeReport(never), true);
    assert.equal(await house.iam.makeReport(never), false);
    assert.deepEqual(await generate(), { state: "COMPLETE" });
  });

  test("a report younger than four hours is given again, as it was", async () => {
    const first = await content();
    await house.addUser(account, "latecomer");
    house.wait(3 * HOUR);
    root = await house.signIn(account.root);
    assert.deepEqual(await generate(), { state: "COMPLETE" });
    assert.equal(await content(), first);
  });

  test("an older one is expired, and the next is another", async () => {
    house.wait(1 * HOUR);
    root = await house.signIn(account.root);
    await assert.rejects(root.knock("GetCredentialReport"), { code: "ReportExpired" });
    assert.equal((await generate()).state, "STARTED");
    while (await house.iam.makeReport(never));
    assert.match(await content(), /\nlatecomer,/);
  });

  test("who began to fetch one in its last minute gets all of it; then it is forgotten", async () => {
    const { content: late } = await root.knock("GetCredentialReport");
    house.wait(4 * HOUR + MINUTE);
    await house.iam.sweep();
    let bytes = 0;
    for await (const chunk of late) bytes += chunk.length;
    assert.ok(bytes > awsHeader.length);
    root = await house.signIn(account.root);
    house.wait(1 * HOUR);
    await house.iam.sweep();
    root = await house.signIn(account.root);
    await assert.rejects(root.knock("GetCredentialReport"), { code: "ReportExpired" });
    assert.equal((await generate()).state, "STARTED");
  });

  test("a report is its own account's alone", async () => {
    const other = await house.makeAccount();
    const stranger = await house.signIn(other.root);
    await assert.rejects(stranger.knock("GetCredentialReport"), { code: "ReportNotPresent" });
  });

  test("generating one is recorded, as reading", async () => {
    const [event] = (await house.trail(account.accountId)).filter(
      ({ eventName }) => eventName === "GenerateCredentialReport",
    );
    assert.equal(event?.["readOnly"], true);
  });
});

describe("what is in it", () => {
  before(open);
  after(() => house.close());

  test("AWS's columns come first, and root before all users", async () => {
    await house.addUser(account, "bea");
    await house.addUser(account, "Abel");
    const rows = await fresh();
    assert.ok((await content()).startsWith(`${awsHeader},sallyport_`));
    assert.deepEqual(
      rows.map((row) => row["user"]),
      ["<root_account>", "Abel", "bea"],
    );
    const [first] = rows;
    assert.equal(first?.["arn"], `arn:aws:iam::${account.accountId}:root`);
    assert.equal(first?.["password_enabled"], "not_supported");
    assert.match(first?.["password_last_used"] ?? "", /^2026-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
    assert.equal(first?.["password_last_changed"], "not_supported");
    assert.equal(first?.["password_next_rotation"], "not_supported");
  });

  test("when a password must be changed, where the account's policy says so", async () => {
    await root.knock("UpdateAccountPasswordPolicy", { maxPasswordAge: 90 });
    const abel = (await fresh()).find((row) => row["user"] === "Abel");
    const changed = Date.parse(abel?.["password_last_changed"] ?? "");
    const next = Date.parse(abel?.["password_next_rotation"] ?? "");
    assert.equal(next - changed, 90 * 86_400_000);
    await root.knock("DeleteAccountPasswordPolicy");
  });

  test("a user who never signed in, and one without a password", async () => {
    await root.knock("CreateUser", { userName: "machine" });
    const rows = await fresh();
    const abel = rows.find((row) => row["user"] === "Abel");
    assert.equal(abel?.["password_enabled"], "true");
    assert.equal(abel?.["password_last_used"], "no_information");
    assert.match(abel?.["password_last_changed"] ?? "", /\+00:00$/);
    const machine = rows.find((row) => row["user"] === "machine");
    const { user, arn, user_creation_time, ...rest } = machine ?? {};
    assert.deepEqual(rest, {
      password_enabled: "false",
      password_last_used: "N/A",
      password_last_changed: "N/A",
      password_next_rotation: "N/A",
      mfa_active: "false",
      ...Object.fromEntries(
        [1, 2].flatMap((key) => [
          [`access_key_${key}_active`, "false"],
          ...["last_rotated", "last_used_date", "last_used_region", "last_used_service"].map(
            (name) => [`access_key_${key}_${name}`, "N/A"],
          ),
          [`cert_${key}_active`, "false"],
          [`cert_${key}_last_rotated`, "N/A"],
        ]),
      ),
      sallyport_mfa_devices: "0",
      sallyport_mfa_kinds: "N/A",
      sallyport_mfa_last_assigned_date: "N/A",
      sallyport_mfa_last_used_date: "N/A",
    });
  });

  test("MFA is active from enrolment on", async () => {
    const pia = await house.addUser(account, "pia");
    const active = async () => (await fresh()).find((row) => row["user"] === "pia")?.["mfa_active"];
    assert.equal(await active(), "false");
    await house.equip(pia);
    assert.equal(await active(), "true");
    const row = (await fresh()).find(({ user }) => user === "pia");
    assert.equal(row?.["sallyport_mfa_devices"], "1");
    assert.equal(row?.["sallyport_mfa_kinds"], "virtual");
    assert.match(row?.["sallyport_mfa_last_assigned_date"] ?? "", /^2026-/);
  });

  test("keys keep the order of their making, and their dates when inactive", async () => {
    const first = await root.knock("CreateAccessKey", { userName: "machine" });
    house.wait(MINUTE);
    await root.knock("CreateAccessKey", { userName: "machine" });
    const { accessKeyId } = first.accessKey;
    await root.knock("UpdateAccessKey", { userName: "machine", accessKeyId, status: "Inactive" });
    const row = (await fresh()).find(({ user }) => user === "machine");
    assert.equal(row?.["access_key_1_active"], "false");
    assert.equal(row?.["access_key_2_active"], "true");
    const made = [1, 2].map((key) => row?.[`access_key_${key}_last_rotated`] ?? "");
    assert.ok((made[0] ?? "") < (made[1] ?? ""), made.join());
    assert.equal(row?.["access_key_2_last_used_date"], "N/A");
  });

  test("a name that a spreadsheet would reckon with is text, and its ARN is exact", async () => {
    await root.knock("CreateUser", { userName: "=A1+A2", path: '/a"b/' });
    await fresh();
    const line = (await content()).split("\n").find((each) => each.includes("=A1+A2"));
    const arn = `"arn:aws:iam::${account.accountId}:user/a""b/=A1+A2"`;
    assert.ok(line?.startsWith(`'=A1+A2,${arn},`), line);
  });
});

describe("many users and several machines", () => {
  const count = 1234;

  before(async () => {
    await open();
    const someone = await house.personOf(await house.addUser(account, "zz-last"));
    await house.store.transact(async (tx) => {
      for (let index = 0; index < count; index += 1) {
        const name = `user-${String(index).padStart(5, "0")}`;
        await tx.people.insert({ ...someone, personId: `AIDA${index}` as never, name });
      }
    });
  });
  after(() => house.close());

  /** Every user once, in order. */
  async function requireWhole(): Promise<void> {
    const names = (await content()).split("\n").map((line) => line.split(",")[0] ?? "");
    assert.deepEqual(names.slice(0, 2), ["user", "<root_account>"]);
    assert.equal(names.length, count + 3);
    assert.deepEqual(names.slice(2).map(nameKey), names.slice(2).map(nameKey).toSorted());
    assert.equal(new Set(names).size, names.length);
  }

  const parts = () => ({ store: house.store, ports: house.ports });

  test("a machine that dies half-way leaves the rest to another, once its lease has ended", async () => {
    await generate();
    const dying = {
      ...parts(),
      ports: {
        ...house.ports,
        pause: { ...house.ports.pause, turn: () => Promise.reject(new Error("killed")) },
      },
    };
    await assert.rejects(makeDueReport(dying, never), { message: "killed" });
    assert.equal((await root.knock("GetCredentialReportProgress")).done, 300);
    assert.equal(await makeDueReport(parts(), never), false);
    house.wait(11 * SECOND);
    assert.equal(await makeDueReport(parts(), never), true);
    await requireWhole();
  });

  test("a machine that stops hands it over at once", async () => {
    house.wait(4 * HOUR);
    root = await house.signIn(account.root);
    await generate();
    assert.equal(await makeDueReport(parts(), () => true), true);
    await assert.rejects(root.knock("GetCredentialReport"), { code: "ReportInProgress" });
    await makeDueReport(parts(), never);
    await requireWhole();
  });

  test("machines that work on one report at once make one report", async () => {
    house.wait(4 * HOUR);
    root = await house.signIn(account.root);
    await generate();
    // Each turn outlasts the lease, so that everybody believes to be the only one.
    const hasty = {
      ...parts(),
      ports: {
        ...house.ports,
        pause: {
          ...house.ports.pause,
          turn: () => {
            house.wait(MINUTE);
            return house.ports.pause.turn();
          },
        },
      },
    };
    await Promise.all(Array.from({ length: 5 }, () => makeDueReport(hasty, never)));
    while (await makeDueReport(parts(), never));
    await requireWhole();
  });

  test("of many who generate at once, one starts it", async () => {
    house.wait(5 * HOUR);
    root = await house.signIn(account.root);
    const answers = await Promise.all(Array.from({ length: 8 }, generate));
    const started = answers.filter(({ state }) => state === "STARTED");
    assert.equal(started.length, 1);
    assert.equal(answers.filter(({ state }) => state === "INPROGRESS").length, 7);
  });
});
