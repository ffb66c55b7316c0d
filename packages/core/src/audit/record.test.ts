// The audit trail: one record for every change and refusal, in CloudTrail's shape, and no secret in any of them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { IamError } from "../errors.ts";
import { type OperationName, operations } from "../operations/index.ts";
import {
  type Account,
  type AuditEvent,
  authenticator,
  type Browser,
  type House,
  nobody,
  openHouse,
  refusal,
  type Subject,
  sampleInputs,
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

const nowhere = "000000000000";

/** What the trail gained while `work` ran, oldest first. */
async function gained(work: () => Promise<unknown>, accountId = account.accountId as string) {
  const before = new Set((await house.trail(accountId)).map(({ eventID }) => eventID));
  await work();
  const order = ({ requestID }: AuditEvent) => Number(String(requestID).slice("request-".length));
  const events = (await house.trail(accountId)).filter(({ eventID }) => !before.has(eventID));
  return events.sort((a, b) => order(a) - order(b));
}

function only(events: readonly AuditEvent[]): AuditEvent {
  assert.equal(events.length, 1, JSON.stringify(events));
  return events[0] as AuditEvent;
}

describe("one record", () => {
  test("for a change, with who, what, when and from where", async () => {
    house.wait(1000);
    const event = only(
      await gained(() => root.knock("CreateGroup", { groupName: "Readers", path: "/a/" })),
    );
    const { eventID, requestID, ...rest } = event;
    assert.match(
      String(eventID),
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.match(String(requestID), /^request-\d+$/);
    const creationDate = (
      rest.userIdentity["sessionContext"] as { attributes: { creationDate: string } }
    ).attributes.creationDate;
    const { group } = rest.responseElements as { group: Record<string, unknown> };
    assert.deepEqual(rest, {
      eventVersion: "1.11",
      userIdentity: {
        type: "Root",
        principalId: account.accountId,
        arn: `arn:aws:iam::${account.accountId}:root`,
        accountId: account.accountId,
        sessionContext: { attributes: { creationDate, mfaAuthenticated: "false" } },
      },
      eventTime: `${new Date(house.now()).toISOString().slice(0, 19)}Z`,
      eventSource: "iam.amazonaws.com",
      eventName: "CreateGroup",
      awsRegion: "us-east-1",
      sourceIPAddress: root.address,
      userAgent: root.userAgent,
      requestParameters: { groupName: "Readers", path: "/a/" },
      responseElements: { group },
      readOnly: false,
      eventType: "AwsApiCall",
      managementEvent: true,
      eventCategory: "Management",
      recipientAccountId: account.accountId,
    });
    assert.equal(group["groupName"], "Readers");
  });

  test("for a refusal, named as CloudTrail names it, and for a refused permission", async () => {
    const twice = only(
      await gained(() => refusal(root.knock("CreateGroup", { groupName: "readers" }))),
    );
    assert.equal(twice.errorCode, "EntityAlreadyExistsException");
    assert.equal(twice.errorMessage, "Group with name readers already exists.");
    const user = await house.addUser(account, "plain");
    const at = await house.signIn(user);
    const denied = only(await gained(() => refusal(at.knock("ListUsers"), "AccessDenied")));
    assert.equal(denied.errorCode, "AccessDenied");
    assert.equal(denied.userIdentity["userName"], "plain");
    assert.equal(denied["readOnly"], true);
  });

  test("for a refused input, as far as it has names that the operation keeps", async () => {
    const event = only(
      await gained(() =>
        refusal(root.knock("CreateGroup", { groupName: "not allowed!", secret: "s3cret" })),
      ),
    );
    assert.deepEqual(event.requestParameters, { groupName: "not allowed!" });
    assert.equal(event.errorCode, "ValidationErrorException");
  });

  test("none for a successful read", async () => {
    assert.deepEqual(await gained(() => root.knock("ListUsers")), []);
  });

  test("for each step of a sign-in", async () => {
    const user = await house.addUser(account, "stepper");
    await house.equip(user);
    house.waitSteps(3);
    const at = house.browser();
    const events = await gained(async () => {
      await refusal(at.knock("SignIn", { ...user.login, password: "Wrong-9-words" }));
      await house.typePassword(user, at);
      await refusal(at.knock("SubmitMFACode", { code: "000000" }));
      await at.knock("SubmitMFACode", { code: user.devices[0]?.codeAt(house.step()) });
      await at.knock("SignOut");
    });
    const told = events.map(({ eventName, responseElements, userIdentity }) => [
      eventName,
      responseElements?.[eventName],
      userIdentity["userName"],
    ]);
    assert.deepEqual(told, [
      ["ConsoleLogin", "Failure", "stepper"],
      ["CheckMfa", "Success", "stepper"],
      ["CheckMfa", "Failure", "stepper"],
      ["ConsoleLogin", "Success", "stepper"],
      ["Logout", "Success", "stepper"],
    ]);
    const login = events[3];
    assert.deepEqual(login?.["additionalEventData"], {
      LoginTo: "/console/",
      MobileVersion: "No",
      MFAUsed: "Yes",
      MFAIdentifier: user.devices[0]?.serialNumber,
    });
    assert.ok(events.every(({ eventSource }) => eventSource === "signin.amazonaws.com"));
    assert.ok(events.every(({ eventType }) => eventType === "AwsConsoleSignIn"));
  });
});

describe("a sign-in is recorded for the account it was tried at", () => {
  test("even when the browser is signed in, or half so, somewhere else", async () => {
    const victim = await house.makeAccount();
    await house.addUser(victim, "victim");
    const thief = await house.addUser(account, "thief");
    await house.equip(thief);
    house.waitSteps(3);
    const login = { user: { account: victim.accountId, userName: "victim" } };
    for (const at of [await house.signIn(thief), await house.typePassword(thief)]) {
      const caller = (await at.person()) ?? (await at.pending());
      assert.ok(caller);
      const guess = () =>
        refusal(at.knockAs(caller, "SignIn", { ...login, password: "Wrong-9-words" }));
      const event = only(await gained(guess, victim.accountId));
      assert.equal(event.userIdentity["userName"], "victim");
      assert.equal(event.userIdentity["sessionContext"], undefined);
      assert.deepEqual(await gained(guess), []);
    }
  });

  test("and under no account where there is none of that name", async () => {
    const at = house.browser();
    const login = { user: { account: "999999999999", userName: "someone" } };
    const guess = () => refusal(at.knock("SignIn", { ...login, password: "Wrong-9-words" }));
    const event = only(await gained(guess, nowhere));
    assert.equal(event.userIdentity["userName"], "HIDDEN_DUE_TO_SECURITY_REASONS");
  });
});

describe("nobody fills the trail from outside:", () => {
  test("steps without a sign-in are not recorded", async () => {
    const at = house.browser();
    const about = nobody(account.accountId);
    const events = await gained(async () => {
      for (const name of Object.keys(operations) as OperationName[]) {
        if (name === "SignIn" || name === "RequestPasswordReset") continue;
        await at.knockAs({ kind: "anonymous" }, name, sampleInputs[name](about)).catch(() => {});
      }
    }, nowhere);
    assert.deepEqual(events, []);
  });

  test("tries that were turned away uncompared are not recorded", async () => {
    const user = await house.addUser(account, "guessed");
    const at = house.browser();
    const events = await gained(async () => {
      for (let number = 0; number < 40; number += 1)
        await refusal(at.knock("SignIn", { ...user.login, password: "Wrong-9-words" }));
    });
    assert.equal(events.length, 10);
  });

  test("a long name, text or browser takes little room", async () => {
    const user = await house.addUser(account, "long-winded");
    const at = await house.signIn(user);
    at.userAgent = "x".repeat(10_000);
    const long = "n".repeat(100_000);
    for (const input of [
      { userName: long },
      { userName: "x", [long]: 1 },
      Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`unknown${index}`, index])),
      { userName: nested(20_000) },
      { userName: { a: { b: { c: { d: { e: "f" } } } } } },
      JSON.parse('{"__proto__": {"userName": "x"}, "constructor": 1}') as object,
    ]) {
      const event = only(
        await gained(() => refusal(at.knock("CreateUser", input as never), "ValidationError")),
      );
      assert.ok(JSON.stringify(event).length < 8_000, `${JSON.stringify(event).length} bytes`);
    }
  });
});

function nested(depth: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

test("no password, seed, code or token is ever in the trail, a mail or a refusal", async () => {
  const secrets = new Set<string>();
  const errors: string[] = [];
  const place = await house.makeAccount();
  const remember = (...texts: readonly (string | undefined)[]) => {
    for (const text of texts) if (text !== undefined && text !== "") secrets.add(text);
  };
  const rememberBrowser = (at: Browser) =>
    remember(at.cookies.session, at.cookies.pending, at.cookies.known);

  const owner = await house.signIn(place.root);
  await owner.knock("PutAuditSetting", { recordReads: true });
  await house.iam.writeReads();
  const user = await house.addUser(place, "redacted", { manager: true, by: owner });
  const at = await house.signIn(user);
  const { device } = await house.enrol(at, "redacted-phone", { owner: user });
  remember(
    place.root.password,
    user.password,
    device.secretKey,
    device.secretKey.replaceAll(" ", ""),
  );
  const record = await house.deviceOf(user, device);
  remember(
    Buffer.from(
      house.ports.seals.open(record?.sealedSeed ?? new Uint8Array(), device.serialNumber),
    ).toString("base64"),
  );

  let number = 0;
  const subject = (): Subject => {
    number += 1;
    house.waitSteps(1);
    const about: Subject = {
      ...nobody(place.accountId),
      userName: "redacted",
      serialNumber: device.serialNumber,
      code1: device.codeAt(house.step()),
      code2: device.codeAt(house.step() + 1),
      oldPassword: `Old-${number}-Secret!word`,
      newPassword: `New-${number}-Secret!word`,
      token: `T${number}`.padEnd(43, "x"),
      enrolmentCode: `SECRT-${String(number).padStart(5, "7")}-AAAAA-BBBBB-CCCCC`,
      newName: `thing-${number}`,
    };
    // Six digits turn up by chance in ids and times: a code is looked for as a value of its own.
    remember(about.oldPassword, about.newPassword, about.token, about.enrolmentCode);
    remember(`"${about.code1}"`, `"${about.code2}"`, ` ${about.code1}`, ` ${about.code2}`);
    return about;
  };

  const callers: (() => Promise<Browser>)[] = [
    async () => at,
    async () => owner,
    () => house.typePassword(user),
    async () => house.browser(),
  ];
  const outputs: unknown[] = [];
  for (const name of Object.keys(operations) as OperationName[]) {
    if (name === "RemoveUser" || name === "DeleteLoginProfile") continue; // the end of the cast
    for (const who of callers) {
      const browser = await who().catch(() => house.browser());
      rememberBrowser(browser);
      const caller = await browser.callerFor(name);
      const about = subject();
      const wrongShape = { ...sampleInputs[name](about), extra: about.newPassword };
      for (const input of [sampleInputs[name](about), wrongShape]) {
        try {
          outputs.push(await browser.knockAs(caller, name, input));
        } catch (error) {
          if (!(error instanceof IamError)) throw error;
          errors.push(`${error.message} ${JSON.stringify(error.facts)} ${error.stack}`);
        }
        rememberBrowser(browser);
      }
    }
    if (operations[name].callers?.includes("operator" as never)) {
      outputs.push(await house.operate(name, sampleInputs[name](subject())).catch(() => undefined));
    }
  }
  // What was answered only once, to whoever asked: generated passwords, seeds, codes, keys.
  const answered = [
    await owner.knock("SetConsolePassword", { userName: "redacted" }).catch(() => undefined),
    await owner
      .knock("CreateVirtualMFADevice", { virtualMFADeviceName: "spare" })
      .catch(() => undefined),
    await house.operate("CreateAccount", {
      email: "keys@example.org",
      accountName: "Keys",
      password: "Brand.new-9-words",
      withAccessKey: true,
    }),
    await house.operate("ResetRootMFA", { accountId: place.accountId }),
    ...outputs,
  ];
  for (const output of answered) rememberAnswer(output, remember);
  assert.ok(secrets.size > 300, `only ${secrets.size} secrets were put through`);

  await house.iam.writeReads();
  const trails = await Promise.all(
    [place.accountId, account.accountId, nowhere].map((id) => house.trail(id)),
  );
  const mails = (await house.mails()).map(
    ({ subject: title, text }) =>
      // A link's token has to be in the mail that brings it, and nowhere else.
      `${title} ${text.replaceAll(/signin\/(?:reset|recover)\/\S+/g, "")}`,
  );
  const places = {
    trail: trails.flat().map((event) => JSON.stringify(event)),
    mails,
    errors,
  };
  assert.ok(places.trail.length > 100 && places.errors.length > 100);
  const answeredReads = trails.flat().filter(({ readOnly, errorCode }) => readOnly && !errorCode);
  assert.ok(answeredReads.length > 50, `only ${answeredReads.length} reads`);
  for (const [where, texts] of Object.entries(places)) {
    const all = texts.join("\n");
    for (const secret of secrets)
      assert.equal(all.includes(secret), false, `${secret} is in ${where}`);
  }
});

/** Passwords, seeds and keys by the names under which they are answered. */
function rememberAnswer(output: unknown, remember: (...texts: string[]) => void): void {
  if (typeof output !== "object" || output === null) return;
  for (const [name, value] of Object.entries(output)) {
    if (value instanceof Uint8Array) {
      const text = Buffer.from(value);
      if (name === "base32StringSeed") remember(text.toString("latin1"), text.toString("base64"));
    } else if (typeof value === "string") {
      if (/^(?:password|secretKey|secretAccessKey|enrolmentCode|pairingCode|token)$/.test(name))
        remember(value);
    } else rememberAnswer(value, remember);
  }
}

test("codes of an authenticator are made here by RFC 6238, not by the code under test", () => {
  // RFC 6238, Appendix B: SHA-1, the last six of its eight digits.
  const device = authenticator("", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  assert.equal(device.codeAt(Math.floor(59 / 30)), "287082");
  assert.equal(device.codeAt(Math.floor(1_111_111_109 / 30)), "081804");
  assert.equal(device.codeAt(Math.floor(20_000_000_000 / 30)), "353130");
});
