// The account's password policy (iam-semantics §1.5, §3.3, §3.8): what may be set, what it then asks, and when a password is too old.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import fc from "fast-check";
import { IamError } from "../errors.ts";
import { checkPassword, rulesInWords, rulesOf } from "../identity/password-rules.ts";
import { DAY, later } from "../instant.ts";
import {
  type Account,
  type Browser,
  type House,
  openHouse,
  type Resident,
  refusal,
} from "../testing/house/index.ts";

const nonconforming = "Password does not conform to the account password policy.";
const reused = "Policy constraint violation with password reuse prevention during password change.";

let house: House;
let account: Account;
let root: Browser;
let users = 0;

before(async () => {
  house = await openHouse();
});
after(() => house.close());
beforeEach(async () => {
  account = await house.makeAccount();
  root = await house.signIn(account.root);
});

const newUser = () => house.addUser(account, `user${++users}`, { by: root });
const setPolicy = (policy: Readonly<Record<string, unknown>>) =>
  root.knock("UpdateAccountPasswordPolicy", policy);

/** Types the new password twice over in a session of their own. */
async function change(person: Resident, newPassword: string, at?: Browser): Promise<Browser> {
  const browser = at ?? (await house.signIn(person));
  // Two passwords of one moment have no order.
  house.wait(1);
  await browser.knock("ChangePassword", { oldPassword: person.password, newPassword });
  person.password = newPassword;
  return browser;
}

describe("a password policy", () => {
  test("is nowhere until it was set, in AWS's words", async () => {
    const missing = await refusal(root.knock("GetAccountPasswordPolicy"), "NoSuchEntity");
    assert.equal(
      missing.message,
      `The Password Policy with domain name ${account.accountId} cannot be found.`,
    );
    const deleted = await refusal(root.knock("DeleteAccountPasswordPolicy"), "NoSuchEntity");
    assert.equal(deleted.message, "The account policy with name PasswordPolicy cannot be found.");
  });

  test("that is set with nothing has AWS's values for what was left out", async () => {
    await setPolicy({});
    assert.deepEqual((await root.knock("GetAccountPasswordPolicy")).passwordPolicy, {
      minimumPasswordLength: 6,
      requireSymbols: false,
      requireNumbers: false,
      requireUppercaseCharacters: false,
      requireLowercaseCharacters: false,
      allowUsersToChangePassword: false,
      expirePasswords: false,
      maxPasswordAge: undefined,
      passwordReusePrevention: undefined,
      hardExpiry: undefined,
    });
  });

  test("is replaced whole, and goes again", async () => {
    await setPolicy({
      minimumPasswordLength: 20,
      requireSymbols: true,
      maxPasswordAge: 90,
      passwordReusePrevention: 3,
      hardExpiry: true,
      allowUsersToChangePassword: true,
    });
    const first = (await root.knock("GetAccountPasswordPolicy")).passwordPolicy;
    assert.equal(first.expirePasswords, true);
    assert.equal(first.maxPasswordAge, 90);
    await setPolicy({ requireNumbers: true });
    const { passwordPolicy } = await root.knock("GetAccountPasswordPolicy");
    assert.equal(passwordPolicy.minimumPasswordLength, 6);
    assert.equal(passwordPolicy.requireSymbols, false);
    assert.equal(passwordPolicy.requireNumbers, true);
    assert.equal(passwordPolicy.expirePasswords, false);
    assert.equal(passwordPolicy.hardExpiry, undefined);
    await root.knock("DeleteAccountPasswordPolicy");
    await refusal(root.knock("GetAccountPasswordPolicy"), "NoSuchEntity");
    assert.equal((await root.knock("GetPasswordRules")).rules, "default");
  });

  test("out of its bounds is refused with every bound in one sentence", async () => {
    const { message } = await refusal(
      setPolicy({
        minimumPasswordLength: 129,
        maxPasswordAge: 1096,
        passwordReusePrevention: 25,
      }),
      "ValidationError",
    );
    assert.equal(
      message,
      "3 validation errors detected: Value at 'minimumPasswordLength' failed to satisfy constraint: Member must have value less than or equal to 128; Value at 'maxPasswordAge' failed to satisfy constraint: Member must have value less than or equal to 1095; Value at 'passwordReusePrevention' failed to satisfy constraint: Member must have value less than or equal to 24",
    );
    const low = await refusal(
      setPolicy({ minimumPasswordLength: 5, maxPasswordAge: 0, passwordReusePrevention: 0 }),
      "ValidationError",
    );
    assert.match(low.message, /^3 validation errors detected: .*greater than or equal to 6; /);
    await refusal(root.knock("GetAccountPasswordPolicy"), "NoSuchEntity");
  });

  test("that is changed is in the audit trail, with its settings", async () => {
    await setPolicy({ minimumPasswordLength: 12, hardExpiry: true });
    const [event] = await house.trail(account.accountId);
    assert.equal(event?.eventName, "UpdateAccountPasswordPolicy");
    assert.deepEqual(event?.requestParameters, { minimumPasswordLength: 12, hardExpiry: true });
  });

  test("of another account asks nothing here", async () => {
    const other = await house.makeAccount();
    await (await house.signIn(other.root)).knock("UpdateAccountPasswordPolicy", {
      minimumPasswordLength: 100,
    });
    await newUser();
  });
});

describe("what a policy asks", () => {
  const settings = {
    requireUppercase: ["A-Z", /[A-Z]/],
    requireLowercase: ["a-z", /[a-z]/],
    requireNumbers: ["0-9", /[0-9]/],
    requireSymbols: ["!@#$%^&*()_+-=[]{}|'", /[!@#$%^&*()_+\-=[\]{}|']/],
  } as const;

  test("is exactly what a password is refused for", () => {
    fc.assert(
      fc.property(
        fc.record({
          minimumLength: fc.integer({ min: 6, max: 40 }),
          requireUppercase: fc.boolean(),
          requireLowercase: fc.boolean(),
          requireNumbers: fc.boolean(),
          requireSymbols: fc.boolean(),
        }),
        fc.string({
          unit: fc.constantFrom(..."ABZabzé019!@|'~,; "),
          minLength: 1,
          maxLength: 45,
        }),
        (policy, password) => {
          const rules = rulesOf(
            {
              ...policy,
              accountId: account.accountId,
              rules: "custom",
              usersChangeOwn: true,
              maxAgeDays: undefined,
              remembered: undefined,
              hardExpiry: undefined,
            },
            false,
          );
          const fits =
            password.length >= policy.minimumLength &&
            Object.entries(settings).every(
              ([name, [, one]]) => !policy[name as keyof typeof settings] || one.test(password),
            );
          const demands = { rules, contextWords: [], remembered: 0, byPolicy: true };
          let said: string | undefined;
          try {
            checkPassword({ password, demands, field: "password" });
          } catch (error) {
            assert.ok(error instanceof IamError);
            said = error.message;
          }
          // Whatever fits may still be a common password; what does not fit never passes.
          return fits ? said !== nonconforming : said === nonconforming;
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("is said in words", () => {
    const custom = {
      accountId: account.accountId,
      rules: "custom",
      minimumLength: 12,
      requireSymbols: false,
      requireNumbers: true,
      requireUppercase: true,
      requireLowercase: false,
      usersChangeOwn: true,
      maxAgeDays: undefined,
      remembered: 4,
      hardExpiry: undefined,
    } as const;
    assert.deepEqual(rulesInWords({ rules: rulesOf(custom, false), remembered: 4 }), [
      "12 to 128 characters, with at least a capital letter, a digit.",
      "Not a common password, and not the account's name, the user's name or the e-mail address.",
      "Not one of your last 4 passwords.",
    ]);
  });

  const weak = "onlysmallletters";
  const strong = "Much-Longer-Than-20-Letters";

  test("holds wherever a user's password is set", async () => {
    const user = await newUser();
    const bare = `bare${++users}`;
    await root.knock("CreateUser", { userName: bare });
    await setPolicy({
      minimumPasswordLength: 20,
      requireNumbers: true,
      allowUsersToChangePassword: true,
    });
    const { userName } = user;
    const own = await house.signIn(user);
    const ways: readonly (readonly [string, (password: string) => Promise<unknown>])[] = [
      [
        "ChangePassword",
        (newPassword) => own.knock("ChangePassword", { oldPassword: user.password, newPassword }),
      ],
      [
        "CreateLoginProfile",
        (password) => root.knock("CreateLoginProfile", { userName: bare, password }),
      ],
      [
        "UpdateLoginProfile",
        (password) => root.knock("UpdateLoginProfile", { userName, password }),
      ],
      [
        "SetConsolePassword",
        (password) => root.knock("SetConsolePassword", { userName, password }),
      ],
      [
        "AddUser",
        (password) =>
          root.knock("AddUser", { userName: `new${++users}`, consoleAccess: { password } }),
      ],
    ];
    for (const [name, set] of ways) {
      const refused = await refusal(set(weak), "PasswordPolicyViolation");
      assert.equal(refused.message, nonconforming, name);
      assert.match(refused.facts.fields?.[0]?.message ?? "", /at least 20 characters/, name);
      await set(strong);
    }
    user.password = strong;
    await root.knock("UpdateLoginProfile", { userName, passwordResetRequired: true });
    const at = await house.typePassword(user);
    assert.match((await at.knock("GetSignIn")).passwordRules ?? "", /^20 to 128 characters/);
    const atSignIn = (newPassword: string) =>
      at.knock("ChangePasswordAtSignIn", { oldPassword: strong, newPassword });
    assert.equal((await refusal(atSignIn(weak), "PasswordPolicyViolation")).message, nonconforming);
    assert.equal((await atSignIn(`${strong}!`)).next, "done");
  });

  test("holds for what is made up too", async () => {
    await setPolicy({ minimumPasswordLength: 64, requireSymbols: true });
    const { userName } = await root
      .knock("AddUser", { userName: `made${++users}`, consoleAccess: {} })
      .then(({ user, password }) => {
        assert.equal(password?.length, 64);
        return user;
      });
    const made = await root.knock("SetConsolePassword", { userName });
    assert.match(made.password ?? "", /^(?=.*[!@#%+=_-]).{64}$/);
  });

  test("does not hold for root, nor for passwords that are there already", async () => {
    const user = await newUser();
    await setPolicy({ minimumPasswordLength: 100, passwordReusePrevention: 24 });
    await house.signIn(user);
    const first = account.root.password;
    await root.knock("UpdateRootPassword", { oldPassword: first, newPassword: "Short-1-root" });
    await root.knock("UpdateRootPassword", { oldPassword: "Short-1-root", newPassword: first });
    account.root.password = first;
    await house.signIn(account.root);
  });

  test("never lets a common password or the account's own words through, and says so", async () => {
    await setPolicy({ allowUsersToChangePassword: true });
    const user = await house.addUser(account, "beatrice", { by: root });
    const own = await house.signIn(user);
    for (const [newPassword, reason] of [
      ["password1", /most common/],
      [`${user.userName}99`, /must not be/],
    ] as const) {
      const { message } = await refusal(
        own.knock("ChangePassword", { oldPassword: user.password, newPassword }),
        "PasswordPolicyViolation",
      );
      assert.ok(message.startsWith(nonconforming));
      assert.match(message, reason);
      assert.ok(!message.includes(newPassword));
    }
  });
});

describe("a password that was used before", () => {
  const remember = (passwordReusePrevention: number) =>
    setPolicy({
      minimumPasswordLength: 8,
      passwordReusePrevention,
      allowUsersToChangePassword: true,
    });

  test("may come back only after as many others as the policy remembers", async () => {
    await remember(3);
    const user = await newUser();
    const first = user.password;
    const at = await change(user, "Second-Ladder-2");
    await change(user, "Third-Ladder-3", at);
    for (const newPassword of [first, "Second-Ladder-2"]) {
      const refused = await refusal(
        at.knock("ChangePassword", { oldPassword: user.password, newPassword }),
        "PasswordPolicyViolation",
      );
      assert.equal(refused.message, reused);
    }
    await change(user, "Fourth-Ladder-4", at);
    await change(user, first, at);
  });

  test("counts its owner's tries, so that nobody makes the server hash without end", async () => {
    await remember(2);
    const user = await newUser();
    const first = user.password;
    const at = await change(user, "Second-Ladder-2");
    const again = () =>
      refusal(at.knock("ChangePassword", { oldPassword: user.password, newPassword: first }));
    for (let tries = 0; tries < 5; tries += 1) {
      assert.equal((await again()).code, "PasswordPolicyViolation");
    }
    assert.equal((await again()).code, "Throttling");
  });

  test("is not told to an administrator, who may set it", async () => {
    await remember(24);
    const user = await newUser();
    const first = user.password;
    await change(user, "Second-Ladder-2");
    await root.knock("UpdateLoginProfile", { userName: user.userName, password: first });
  });

  test("is forgotten where nothing remembers it any more", async () => {
    await remember(24);
    const user = await newUser();
    const ref = await house.personOf(user);
    const kept = () => house.store.read((tx) => tx.passwordHistory.list(ref, 24));
    const at = await change(user, "Second-Ladder-2");
    await change(user, "Third-Ladder-3", at);
    assert.equal((await kept()).length, 2);
    assert.ok((await kept()).every((phc) => phc.startsWith("$argon2id$")));
    await remember(2);
    await change(user, "Fourth-Ladder-4", at);
    assert.equal((await kept()).length, 1);
    await root.knock("DeleteAccountPasswordPolicy");
    await change(user, "Fifth-Ladder-5", at);
    assert.equal((await kept()).length, 0);
    await remember(24);
    await change(user, "Sixth-Ladder-6", at);
    await root.knock("RemoveUser", { userName: user.userName });
    assert.equal((await kept()).length, 0);
  });
});

describe("the modern rules", () => {
  test("ask for length alone, and for less beside a second factor", async () => {
    const bare = await newUser();
    const equipped = await newUser();
    await house.equip(equipped);
    await root.knock("UseModernPasswordRules");
    const set = ({ userName }: Resident, password: string) =>
      root.knock("SetConsolePassword", { userName, password });
    await refusal(set(bare, "fourteen-lettr"), "PasswordPolicyViolation");
    await set(bare, "fifteen-letters");
    await refusal(set(equipped, "seven-l"), "PasswordPolicyViolation");
    await set(equipped, "eight-le");
    await refusal(set(equipped, "password"), "PasswordPolicyViolation");
  });

  test("are told on the wire as a policy that everybody can follow", async () => {
    await root.knock("UseModernPasswordRules");
    const { passwordPolicy } = await root.knock("GetAccountPasswordPolicy");
    assert.equal(passwordPolicy.minimumPasswordLength, 15);
    assert.equal(passwordPolicy.allowUsersToChangePassword, true);
    assert.equal(passwordPolicy.expirePasswords, false);
    const rules = await root.knock("GetPasswordRules");
    assert.equal(rules.rules, "modern");
    assert.equal(rules.policy, undefined);
    await setPolicy({});
    assert.equal((await root.knock("GetPasswordRules")).rules, "custom");
  });
});

describe("who may change their own password", () => {
  test("is everybody, until a policy leaves it to administrators", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    await change(user, "Second-Ladder-2", at);
    await setPolicy({ allowUsersToChangePassword: true });
    await change(user, "Third-Ladder-3", at);
    await at.knock("GetAccountPasswordPolicy");
    await setPolicy({});
    await refusal(change(user, "Fourth-Ladder-4", at), "AccessDenied");
    await refusal(at.knock("GetAccountPasswordPolicy"), "AccessDenied");
    assert.ok((await at.knock("GetMyCredentials")).denied["iam:ChangePassword"]);
    // What else is theirs stays theirs.
    await at.knock("ListMFADevices");
    await root.knock("AttachUserPolicy", {
      userName: user.userName,
      policyArn: "arn:aws:iam::aws:policy/IAMUserChangePassword",
    });
    await change(user, "Fourth-Ladder-4", at);
    await at.knock("GetAccountPasswordPolicy");
  });

  test("is everybody whose sign-in asks for it", async () => {
    const user = await newUser();
    await setPolicy({ minimumPasswordLength: 8 });
    await root.knock("UpdateLoginProfile", {
      userName: user.userName,
      passwordResetRequired: true,
    });
    const at = await house.typePassword(user);
    const input = { oldPassword: user.password, newPassword: "Chosen-Ladder-7" };
    assert.equal((await at.knock("ChangePasswordAtSignIn", input)).next, "done");
  });

  test("is simulated as it is decided", async () => {
    const { userName } = await newUser();
    const arn = `arn:aws:iam::${account.accountId}:user/${userName}`;
    const simulate = async () => {
      const { evaluationResults } = await root.knock("SimulatePrincipalPolicy", {
        policySourceArn: arn,
        actionNames: ["iam:GetAccountPasswordPolicy"],
      });
      return evaluationResults[0]?.evalDecision;
    };
    assert.equal(await simulate(), "allowed");
    await setPolicy({});
    assert.equal(await simulate(), "implicitDeny");
  });
});

describe("a password that is too old", () => {
  const expireAfter = (maxPasswordAge: number, hardExpiry = false) =>
    setPolicy({ minimumPasswordLength: 8, maxPasswordAge, hardExpiry });

  test("is changed at sign-in, to the day", async () => {
    const user = await newUser();
    await expireAfter(30);
    house.wait(30 * DAY - 1);
    const early = await house.typePassword(user);
    assert.equal(await early.isSignedIn(), true);
    house.wait(1);
    const at = await house.typePassword(user);
    assert.equal(await at.isSignedIn(), false);
    assert.equal((await at.knock("GetSignIn")).step, "newPassword");
    await at.knock("ChangePasswordAtSignIn", {
      oldPassword: user.password,
      newPassword: "Fresh-Ladder-30",
    });
    assert.equal(await at.isSignedIn(), true);
  });

  test("does not spare the second factor, which comes first", async () => {
    const user = await newUser();
    const { device } = await house.equip(user);
    await expireAfter(1);
    house.wait(DAY);
    const at = await house.typePassword(user);
    assert.equal((await at.knock("GetSignIn")).step, "mfa");
    const input = { oldPassword: user.password, newPassword: "Fresh-Ladder-31" };
    await refusal(at.knock("ChangePasswordAtSignIn", input), "SignInExpired");
    await at.knock("SubmitMFACode", { code: device.codeAt(house.step()) });
    assert.equal((await at.knock("GetSignIn")).step, "newPassword");
    assert.equal((await at.knock("ChangePasswordAtSignIn", input)).next, "done");
  });

  test("is nobody's to change after a hard expiry, which only the second factor reveals", async () => {
    const user = await newUser();
    const { device } = await house.equip(user);
    root = await house.signIn(account.root);
    await expireAfter(1, true);
    house.wait(DAY);
    const wrong = await refusal(
      house.browser().knock("SignIn", { ...user.login, password: "Wrong-Ladder-1" }),
    );
    assert.equal(wrong.code, "IncorrectCredentials");
    const at = house.browser();
    const first = await at.knock("SignIn", { ...user.login, password: user.password });
    assert.equal(first.next, "mfa");
    assert.equal((await at.knock("GetSignIn")).step, "mfa");
    const second = await at.knock("SubmitMFACode", { code: device.codeAt(house.step()) });
    assert.equal(second.next, "passwordExpired");
    const input = { oldPassword: user.password, newPassword: "Fresh-Ladder-32" };
    await refusal(at.knock("ChangePasswordAtSignIn", input), "SignInExpired");
    assert.equal(await at.isSignedIn(), false);
    // A right code is not counted as a wrong one, however often it leads here.
    assert.equal((await house.ledger(user))?.cost ?? 0, 0);

    root = await house.signIn(account.root);
    await root.knock("UpdateLoginProfile", { userName: user.userName, password: "Reset-Ladder-1" });
    user.password = "Reset-Ladder-1";
    assert.equal(await (await house.signIn(user)).isSignedIn(), true);
  });

  test("is not made young by asking for a new one", async () => {
    const user = await newUser();
    await expireAfter(1, true);
    house.wait(DAY);
    root = await house.signIn(account.root);
    await root.knock("UpdateLoginProfile", {
      userName: user.userName,
      passwordResetRequired: true,
    });
    const at = await house.typePassword(user);
    assert.equal((await at.knock("GetSignIn")).step, "passwordExpired");
  });

  test("is never root's", async () => {
    await expireAfter(1, true);
    house.wait(400 * DAY);
    assert.equal(await (await house.signIn(account.root)).isSignedIn(), true);
  });

  test("is announced fifteen days before, to its owner alone", async () => {
    const user = await newUser();
    await expireAfter(30, true);
    const expiresAt = later(house.now(), 30 * DAY);
    const warning = async (person: Resident) =>
      (await (await house.signIn(person)).knock("GetConsoleContext")).passwordExpiry;
    house.wait(15 * DAY - 1);
    assert.equal(await warning(user), undefined);
    house.wait(1);
    assert.deepEqual(await warning(user), { expiresAt, hard: true });
    assert.equal(await warning(account.root), undefined);
  });
});
