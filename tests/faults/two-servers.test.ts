// Two real servers on one PostgreSQL. One code for both at once: RFC 6238 §5.2 lets it be used once, wherever.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Agent } from "node:http";
import { after, before, describe, test } from "node:test";
import { IAMClient, ListGroupsForUserCommand } from "@aws-sdk/client-iam";
import { type Answer, Client, ownPage, send } from "../support/client.ts";
import { postgresIn, type TestDatabase } from "../support/databases.ts";
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
import { makeWaitingPeople, type WaitingPerson } from "../support/prepared-people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

const races = 1000;
/** Races under way at the same time. */
const atOnce = 8;

describe("two servers on one PostgreSQL", () => {
  const masterKey = randomBytes(32).toString("base64");
  let folder: Folder;
  let database: TestDatabase;
  let accountId: string;
  let doors: readonly CodeDoor[];
  const servers: Sallyport[] = [];

  before(async () => {
    folder = await makeFolder();
    database = await postgresIn(folder);
    const settings = { ...database.settings, SALLYPORT_MASTER_KEY: masterKey };
    ({ accountId } = await makeAccount(settings));
    for (const name of ["one", "two"]) {
      servers.push(await startSallyport({ ...settings, ...folder.settings(name) }));
    }
    doors = await Promise.all(servers.map(({ origin }) => openCodeDoor(origin)));
  });
  after(async () => {
    for (const door of doors ?? []) door.close();
    for (const server of servers) await server.stop("SIGKILL");
    await database?.dispose();
    await folder?.remove();
  });

  const makePeople = (count: number, signInsEach: number) =>
    makeWaitingPeople({ url: database.url, masterKey, accountId, count, signInsEach });

  test(`race ${races} times for one code: exactly one wins each time`, async () => {
    const people = await makePeople(races, 2);
    const wins = [0, 0];
    await inParallel(people, atOnce, async ({ seed, tokens }) => {
      const code = codeOf(seed, stepAt());
      const answers = await Promise.all(
        doors.map((door, index) => door.submit(tokens[index] ?? "", code)),
      );
      const outcomes = answers.map(outcomeOf);
      assert.deepEqual([...outcomes].sort(), ["signed in", "used before"], describeAll(answers));
      const winner = outcomes.indexOf("signed in");
      wins[winner] = (wins[winner] ?? 0) + 1;
    });
    assert.equal(wins[0] ?? 0, races - (wins[1] ?? 0));
    assert.ok(
      wins.every((count) => count > 0),
      `it was no race: ${wins.join(" to ")}`,
    );
    const [found] = await database.query(
      `select (select count(*) from sessions) as sessions,
        (select count(distinct person_id) from sessions) as people,
        (select count(*) from spent_steps) as spent`,
    );
    assert.deepEqual([found?.["sessions"], found?.["people"], found?.["spent"]].map(Number), [
      races,
      races,
      races,
    ]);
  });

  test("compare at most five of 200 wrong codes that come at once", async () => {
    const [person] = await makePeople(1, 200);
    assert.ok(person);
    const wrong = wrongCode(person);
    const answers = await Promise.all(
      person.tokens.map((token, index) => doors[index % doors.length]?.submit(token, wrong)),
    );
    const outcomes = answers.map((answer) => answer && outcomeOf(answer));
    const compared = outcomes.filter((outcome) => outcome === "wrong").length;
    assert.equal(outcomes.filter((outcome) => outcome === "must wait").length, 200 - compared);
    assert.ok(compared >= 1 && compared <= 5, `${compared} were compared`);
    const rows = await database.query(
      `select wrong, cost from code_ledgers where person_id = '${person.personId}'`,
    );
    assert.deepEqual(
      rows.map(({ wrong, cost }) => [Number(wrong), Number(cost)]),
      [[compared, 3 * compared]],
    );

    // While the wait runs the right one is not looked at either, and stays unspent.
    const right = await doors[0]?.submit(person.tokens[0] ?? "", codeOf(person.seed, stepAt()));
    assert.equal(right && outcomeOf(right), "must wait");
    const sessions = await database.query(
      `select 1 from sessions where person_id = '${person.personId}'`,
    );
    assert.equal(sessions.length, 0);
  });

  test("make 100 users at once in one account: each of them, and each one once", async () => {
    const roots = await Promise.all(servers.map(({ origin }) => signInRoot(origin)));
    const names = Array.from({ length: 100 }, (_, index) => `at-once-${index}`);
    const answers = await Promise.all(
      names.flatMap((userName) => roots.map((root) => root.call("CreateUser", { userName }))),
    );
    for (const root of roots) root.close();
    const made = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status !== 200).map(({ text }) => codeIn(text));
    assert.equal(made.length, names.length);
    assert.deepEqual([...new Set(refused)], ["EntityAlreadyExists"]);
  });

  // Last, because root has a device from here on.
  test("MFA that is required at one is required at the other with the next request", async () => {
    const [one, two] = servers.map(({ origin }) => origin);
    assert.ok(one && two);
    const root = await signInRoot(one);
    await setUpMfa(root);
    const password = "Harbour-lantern-47";
    const pia = { account: accountId, userName: "pia", password };
    await root.succeed("AddUser", {
      userName: pia.userName,
      consoleAccess: { password, passwordResetRequired: false },
    });
    const { accessKey } = await root.succeed<{ readonly accessKey: Keys }>("CreateAccessKey", {
      userName: pia.userName,
    });
    const [atOne, atTwo] = [one, two].map(
      (endpoint) =>
        new IAMClient({ endpoint, region: "us-east-1", credentials: accessKey, maxAttempts: 1 }),
    );
    assert.ok(atOne && atTwo);
    const asksByKey = (client: IAMClient) =>
      client.send(new ListGroupsForUserCommand({ UserName: pia.userName }));
    const session = new Client(two);
    expectStep(await typePassword(session, pia), "/console/");
    const asksInSession = () => session.call("ListGroupsForUser", { userName: pia.userName });
    await asksByKey(atTwo);
    assert.equal((await asksInSession()).status, 200);

    await root.succeed("PutMFARequirement", { everyone: true, graceDays: 0 });
    await assert.rejects(asksByKey(atTwo), /because the account requires MFA/);
    const refused = await asksInSession();
    assert.equal(codeIn(refused.text), "AccessDenied");
    assert.match(refused.text, /because the account requires MFA/);
    const late = new Client(two);
    expectStep(await typePassword(late, pia), "/signin/step/device");

    root.origin = two;
    await root.succeed("DeleteMFARequirement", {});
    await asksByKey(atOne);
    assert.equal((await asksInSession()).status, 200);
    for (const client of [root, session, late]) client.close();
    for (const client of [atOne, atTwo]) client.destroy();
  });
});

type Keys = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** A first device, by the codes of the last step and this one. */
async function setUpMfa(client: Client): Promise<void> {
  await client.succeed("StartMFAEnrolment", { deviceName: "phone" });
  const { secretKey } = await client.succeed<{ readonly secretKey: string }>(
    "ShowMFAEnrolment",
    {},
  );
  const seed = seedOf(secretKey);
  await client.succeed("FinishMFAEnrolment", {
    authenticationCode1: codeOf(seed, stepAt() - 1),
    authenticationCode2: codeOf(seed, stepAt()),
  });
}

function codeIn(text: string): string {
  return (JSON.parse(text) as { error: { code: string } }).error.code;
}

interface CodeDoor {
  /** Types a code into the sign-in that this token stands for. */
  submit(token: string, code: string): Promise<Answer>;
  close(): void;
}

/** The page for the code, as every browser that was there once may post it. */
async function openCodeDoor(origin: string): Promise<CodeDoor> {
  const client = new Client(origin);
  const page = await client.open("/signin");
  const formToken = /name="token" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
  const formCookie = client.cookieHeader;
  client.close();
  const agent = new Agent({ keepAlive: true });
  return {
    submit: (token, code) =>
      send(`${origin}/signin/step/code`, {
        method: "POST",
        agent,
        headers: {
          ...ownPage(origin),
          "content-type": "application/x-www-form-urlencoded",
          cookie: `${formCookie}; sallyport-signin=${token}`,
        },
        body: new URLSearchParams({ token: formToken, code }).toString(),
      }),
    close: () => agent.destroy(),
  };
}

function outcomeOf(answer: Answer): string {
  if (answer.status === 303 && answer.headers.location === "/console/") return "signed in";
  const alert = alertOf(answer) ?? "";
  if (answer.status === 403 && alert.startsWith("That code was already used")) return "used before";
  if (answer.status === 403 && alert.startsWith("That code is not valid")) return "wrong";
  if (answer.status === 429 && alert.startsWith("Too many wrong codes")) return "must wait";
  return `${answer.status} ${answer.headers.location ?? alert}`;
}

function describeAll(answers: readonly Answer[]): string {
  return answers.map(({ status, text }) => `${status} ${text}`).join("\n");
}

/** Six digits that no step near now has. */
function wrongCode({ seed }: WaitingPerson): string {
  const near = new Set([-3, -2, -1, 0, 1, 2, 3].map((step) => codeOf(seed, stepAt() + step)));
  let code = 0;
  while (near.has(String(code).padStart(6, "0"))) code += 1;
  return String(code).padStart(6, "0");
}
