// Security rule 14: a sign-in goes step by step, and is a session for no door on the way.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { DAY, MINUTE } from "../instant.ts";
import { type OperationName, operations } from "../operations/index.ts";
import type { SignInStep } from "../records.ts";
import {
  type Account,
  type Browser,
  type House,
  nobody,
  openHouse,
  type Resident,
  refusal,
  sampleInputs,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let names = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
});
after(() => house.close());

const all = Object.keys(operations) as OperationName[];
const callersOf = (name: OperationName): readonly string[] =>
  operations[name].callers ?? ["person"];
const newUser = () => house.addUser(account, `user${++names}`);

/** The operations of each step; every other operation must refuse a sign-in that stands there. */
const ownOperations: Readonly<Record<SignInStep, readonly OperationName[]>> = {
  mfa: ["SubmitMFACode", "ResyncAtSignIn", "SendRecoveryEmail", "ContinueRecovery"],
  enrolmentCode: ["SubmitEnrolmentCode"],
  // It leads nowhere.
  passwordExpired: [],
  newPassword: ["ChangePasswordAtSignIn"],
  enrolment: ["ShowEnrolmentAtSignIn", "FinishEnrolmentAtSignIn", "SkipEnrolmentAtSignIn"],
};

/** May be asked at every step, and by anyone: they open nothing. */
const open: readonly OperationName[] = [
  "GetSignIn",
  "CancelSignIn",
  "SignIn",
  "RequestPasswordReset",
  "ResetPassword",
  "ConfirmRecovery",
];

/** A sign-in that stands at this step. */
const standingAt: Readonly<Record<SignInStep, () => Promise<Browser>>> = {
  mfa: async () => {
    const user = await newUser();
    await house.equip(user);
    return house.typePassword(user);
  },
  newPassword: async () => {
    const user = await newUser();
    const root = await house.signIn(account.root);
    await root.knock("UpdateLoginProfile", {
      userName: user.userName,
      passwordResetRequired: true,
    });
    return house.typePassword(user);
  },
  passwordExpired: async () => {
    const other = await house.makeAccount();
    const root = await house.signIn(other.root);
    const user = await house.addUser(other, "late", { by: root });
    await root.knock("UpdateAccountPasswordPolicy", { maxPasswordAge: 1, hardExpiry: true });
    house.wait(DAY);
    return house.typePassword(user);
  },
  enrolmentCode: async () => {
    const other = await house.makeAccount();
    await house.operate("ResetRootMFA", { accountId: other.accountId });
    return house.typePassword(other.root);
  },
  enrolment: async () => {
    const other = await house.makeAccount();
    const { enrolmentCode } = await house.operate("ResetRootMFA", { accountId: other.accountId });
    const at = await house.typePassword(other.root);
    await at.knock("SubmitEnrolmentCode", { enrolmentCode });
    return at;
  },
};

describe("a sign-in under way", () => {
  for (const step of Object.keys(standingAt) as SignInStep[]) {
    test(`that stands at "${step}" may ask for nothing but that step`, async () => {
      const at = await standingAt[step]();
      const caller = await at.pending();
      assert.ok(caller);
      assert.equal(caller.pending.step, step);
      assert.equal(await at.isSignedIn(), false);
      const about = nobody(account.accountId);
      for (const name of all) {
        if (ownOperations[step].includes(name) || open.includes(name)) continue;
        const refused = await refusal(at.knockAs(caller, name, sampleInputs[name](about)));
        const code = callersOf(name).includes("pending") || callersOf(name).includes("anonymous");
        const expected = code ? "SignInExpired" : "SessionExpired";
        const forNobody = callersOf(name).every((kind) => kind === "anonymous");
        if (forNobody || callersOf(name).includes("operator"))
          assert.match(refused.code, /Expired$/, name);
        else assert.equal(refused.code, expected, name);
      }
      // And it still stands there.
      assert.equal((await at.knock("GetSignIn")).step, step);
    });
  }

  test("is nobody without its cookie: an anonymous caller gets nothing", async () => {
    const at = house.browser();
    const about = nobody(account.accountId);
    for (const name of all) {
      if (callersOf(name).includes("anonymous")) continue;
      const refused = await refusal(
        at.knockAs({ kind: "anonymous" }, name, sampleInputs[name](about)),
      );
      assert.match(refused.code, /^(?:SignInExpired|SessionExpired)$/, name);
    }
  });

  test("lasts ten minutes from the password, however many steps it takes", async () => {
    const user = await newUser();
    await house.equip(user);
    const at = await house.typePassword(user);
    house.wait(10 * MINUTE - 1);
    assert.equal((await at.knock("GetSignIn")).step, "mfa");
    house.wait(1);
    const code = user.devices[0]?.codeAt(house.step());
    await refusal(at.knock("SubmitMFACode", { code }), "SignInExpired");

    const root = await house.signIn(account.root);
    const input = { userName: user.userName, passwordResetRequired: true };
    await root.knock("UpdateLoginProfile", input);
    await house.typePassword(user, at);
    const expiresAt = (await at.knock("GetSignIn")).expiresAt;
    house.wait(5 * MINUTE);
    await at.knock("SubmitMFACode", { code: user.devices[0]?.codeAt(house.step()) });
    assert.equal((await at.knock("GetSignIn")).expiresAt, expiresAt);
  });

  test("has a new id at each step, and the old one is dead", async () => {
    const user = await newUser();
    await house.equip(user);
    const root = await house.signIn(account.root);
    const input = { userName: user.userName, passwordResetRequired: true };
    await root.knock("UpdateLoginProfile", input);
    house.waitSteps(3);
    const at = await house.typePassword(user);
    const before = at.stolenTo("203.0.113.5");
    await at.knock("SubmitMFACode", { code: user.devices[0]?.codeAt(house.step()) });
    assert.notEqual(at.cookies.pending, before.cookies.pending);
    assert.equal(await before.pending(), undefined);
    await at.knock("ChangePasswordAtSignIn", {
      oldPassword: user.password,
      newPassword: "Brand.new-9-words",
    });
    assert.equal(await at.hasMfa(), true);
    assert.equal(await at.pending(), undefined);
  });

  test("opens one session, though its last step is sent many times at once", async () => {
    const user = await newUser();
    const root = await house.signIn(account.root);
    const input = { userName: user.userName, passwordResetRequired: true };
    await root.knock("UpdateLoginProfile", input);
    const at = await house.typePassword(user);
    const caller = await at.pending();
    assert.ok(caller);
    const answers = await Promise.allSettled(
      [1, 2, 3, 4].map((number) =>
        at.knockAs(caller, "ChangePasswordAtSignIn", {
          oldPassword: user.password,
          newPassword: `Brand.new-${number}-words`,
        }),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
    const ref = await house.personOf(user);
    assert.equal((await house.store.read((tx) => tx.sessions.listOf(ref))).length, 1);
  });

  test("ends when the password is changed or taken away elsewhere", async () => {
    for (const change of ["SetConsolePassword", "DeleteLoginProfile"] as const) {
      const user = await newUser();
      await house.equip(user);
      house.waitSteps(3);
      const thief = await house.typePassword(user);
      const caller = await thief.pending();
      assert.ok(caller);
      const root = await house.signIn(account.root);
      await root.knock(change, { userName: user.userName });
      const code = user.devices[0]?.codeAt(house.step());
      assert.equal(await thief.pending(), undefined);
      await refusal(thief.knockAs(caller, "SubmitMFACode", { code }), "SignInExpired");
    }
  });

  test("goes back to a path of this site and nowhere else", async () => {
    const user = await newUser();
    for (const [asked, kept] of [
      ["/console/users?page=2", "/console/users?page=2"],
      ["//evil.example/", "/console/"],
      ["/\\evil.example/", "/console/"],
      ["/a\\b", "/console/"],
      ["https://evil.example/", "/console/"],
      ["javascript:alert(1)", "/console/"],
      ["/\nevil", "/console/"],
      ["", "/console/"],
      [undefined, "/console/"],
    ] as const) {
      const input = {
        ...user.login,
        password: user.password,
        ...(asked !== undefined && { returnTo: asked }),
      };
      const { returnTo } = await house.browser().knock("SignIn", input);
      assert.equal(returnTo, kept, asked);
    }
  });
});

describe("the order of the steps", () => {
  test("is second factor, new password, session", async () => {
    const user = await newUser();
    await house.equip(user);
    house.waitSteps(3);
    const root = await house.signIn(account.root);
    const input = { userName: user.userName, passwordResetRequired: true };
    await root.knock("UpdateLoginProfile", input);
    const at = house.browser();
    const { next } = await at.knock("SignIn", { ...user.login, password: user.password });
    assert.equal(next, "mfa");
    const code = user.devices[0]?.codeAt(house.step());
    assert.equal((await at.knock("SubmitMFACode", { code })).next, "newPassword");
    assert.equal(await at.isSignedIn(), false);
    const change = { oldPassword: user.password, newPassword: "Brand.new-9-words" };
    assert.equal((await at.knock("ChangePasswordAtSignIn", change)).next, "done");
  });

  test("asks for a device that was assigned while the new password was being typed", async () => {
    const user = await newUser();
    const root = await house.signIn(account.root);
    const input = { userName: user.userName, passwordResetRequired: true };
    await root.knock("UpdateLoginProfile", input);
    const at = await house.typePassword(user);
    const caller = await at.pending();
    assert.ok(caller);
    await house.enrol(root, `late-${user.userName}`, { owner: user });
    const change = { oldPassword: user.password, newPassword: "Brand.new-9-words" };
    await refusal(at.knockAs(caller, "ChangePasswordAtSignIn", change));
    assert.equal(await at.isSignedIn(), false);
  });
});

test("no order of ceremony calls gives a session MFA unless a code or a pair was proven in it", async () => {
  const calls = fc.array(
    fc.constantFrom(
      "password", // often, as so is the rest of what leads anywhere
      "password",
      "rightCode",
      "startEnrolment",
      "rightPair",
      "wrongPassword",
      "wrongCode",
      "usedCode",
      "rightCode",
      "cancel",
      "recover",
      "newPassword",
      "startEnrolment",
      "wrongPair",
      "rightPair",
      "confirmWrong",
      "confirmRight",
      "removeDevice",
      "signOut",
      "wait",
    ),
    { minLength: 8, maxLength: 30, size: "max" },
  );
  let withMfa = 0;
  await fc.assert(
    fc.asyncProperty(calls, fc.boolean(), async (sequence, equipped) => {
      const user = await newUser();
      if (equipped) await house.equip(user);
      house.waitSteps(3);
      const at = house.browser();
      const proven = new Set<string | undefined>();
      for (const call of sequence) {
        const worked = await attempt(call, at, user);
        const proves = call === "rightCode" || call === "rightPair" || call === "confirmRight";
        if (worked && proves) proven.add(at.cookies.session);
        if (!(await at.hasMfa())) continue;
        withMfa += 1;
        if (!proven.has(at.cookies.session))
          assert.fail(`MFA without proof after ${sequence.join(", ")}`);
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(withMfa > 20, "hardly any sequence proves anything: the test has lost its subject");
});

let used = "000000";

async function attempt(call: string, at: Browser, user: Resident): Promise<boolean> {
  const device = user.devices.at(-1);
  const step = house.step();
  const submit = (code: string | undefined) => at.knock("SubmitMFACode", { code });
  try {
    if (call === "password") await house.typePassword(user, at);
    else if (call === "wrongPassword")
      await at.knock("SignIn", { ...user.login, password: "Wrong-9-words" });
    else if (call === "wrongCode") await submit("000000");
    else if (call === "usedCode") await submit(used);
    else if (call === "rightCode") {
      await submit(device?.codeAt(step));
      used = device?.codeAt(step) ?? used;
    } else if (call === "cancel") await at.knock("CancelSignIn");
    else if (call === "recover") await at.knock("ContinueRecovery");
    else if (call === "newPassword") {
      const newPassword = `Brand.new-${++names}-words`;
      await at.knock("ChangePassword", { oldPassword: user.password, newPassword });
      user.password = newPassword;
    } else if (call === "startEnrolment") {
      const begun = await house.beginEnrolment(at, `thing${++names}`);
      begunBy.set(at, begun);
    } else if (call === "wrongPair") {
      const pair = { authenticationCode1: "000001", authenticationCode2: "000002" };
      await at.knock("FinishMFAEnrolment", pair);
    } else if (call === "rightPair") {
      const begun = begunBy.get(at);
      if (begun === undefined) return false;
      await at.knock("FinishMFAEnrolment", begun.pairAt(step - 1));
      user.devices.push(begun);
    } else if (call === "confirmWrong") await at.knock("ConfirmFactor", { code: "000000" });
    else if (call === "confirmRight")
      await at.knock("ConfirmFactor", { code: device?.codeAt(step) });
    else if (call === "removeDevice") {
      await at.knock("RemoveMFADevice", { serialNumber: device?.serialNumber });
      user.devices.pop();
    } else if (call === "signOut") await at.knock("SignOut");
    else house.waitSteps(2);
    return true;
  } catch {
    return false;
  }
}

const begunBy = new WeakMap<Browser, Awaited<ReturnType<House["beginEnrolment"]>>>();
