// Security rules 4 to 6: guessing at passwords, and finding out who exists.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { IamError } from "../errors.ts";
import { DAY, HOUR } from "../instant.ts";
import type { Store, Tx } from "../store.ts";
import {
  type Account,
  type Browser,
  type House,
  type Input,
  openHouse,
  type Resident,
  refusal,
} from "../testing/house/index.ts";

/** Every write that goes to the store, by table and method, in order. */
let writes: string[] = [];
/** What was hashed against: a stored hash, or the decoy. */
let hashed: ("stored" | "decoy")[] = [];

const reads = /^(?:find|list|count|any|isSpent)/;

function counting(store: Store): Store {
  const watch = (tx: Tx): Tx =>
    new Proxy(tx, {
      get: (of, table: keyof Tx) =>
        new Proxy(of[table], {
          get: (repository, method: string) => {
            const call = Reflect.get(repository, method) as (...args: unknown[]) => unknown;
            return (...args: unknown[]) => {
              if (!reads.test(method)) writes.push(`${table}.${method}`);
              return call.apply(repository, args);
            };
          },
        }),
    });
  return {
    transact: (work) => store.transact((tx) => work(watch(tx))),
    atomically: (work) => store.atomically((tx) => work(watch(tx))),
    decide: (work) => store.decide((tx) => work(watch(tx))),
    read: (work) => store.read(work),
  };
}

let house: House;
let account: Account;
let user: Resident;
let names = 0;

before(async () => {
  house = await openHouse({
    wrapStore: counting,
    wrapPorts: (ports) => ({
      ...ports,
      passwords: {
        hash: ports.passwords.hash,
        verify(password, phc, source) {
          hashed.push(phc === undefined ? "decoy" : "stored");
          return ports.passwords.verify(password, phc, source);
        },
      },
    }),
  });
  account = await house.makeAccount();
  user = await newUser();
  const root = await house.signIn(account.root);
  await root.knock("CreateAccountAlias", { accountAlias: "our-company" });
  await root.knock("CreateUser", { userName: "no-password" });
});
after(() => house.close());

const newUser = () => house.addUser(account, `user${++names}`);

const wrong = "Wrong-9-words";
const guess = (login: Input, at: Browser = house.browser()): Promise<IamError> =>
  refusal(at.knock("SignIn", { ...login, password: wrong }));

const tries = async (login: Input, times: number, browser: () => Browser) => {
  const answers: IamError[] = [];
  for (let number = 0; number < times; number += 1) answers.push(await guess(login, browser()));
  return answers;
};

const compared = (answers: readonly IamError[]) =>
  answers.filter(({ code }) => code === "IncorrectCredentials").length;

describe("nobody learns who exists:", () => {
  const strangers = (): Readonly<Record<string, Input>> => ({
    "a user that exists": user.login,
    "a user under the account's alias": {
      user: { account: "our-company", userName: user.userName },
    },
    "an unknown account": { user: { account: "123456789012", userName: user.userName } },
    "an unknown alias": { user: { account: "their-company", userName: user.userName } },
    "an unknown user": { user: { account: account.accountId, userName: "nobody" } },
    "a user without a password": { user: { account: account.accountId, userName: "no-password" } },
    "root that exists": account.root.login,
    "an unknown address": { root: { email: "nobody@example.org" } },
    "no name at all": {},
    "a user without a name": { user: { account: account.accountId, userName: "" } },
  });

  test("one answer, one price, and a hash for every name", async () => {
    const seen = new Map<string, string>();
    for (const [who, login] of Object.entries(strangers())) {
      writes = [];
      hashed = [];
      const { code, message, facts } = await guess(login);
      assert.equal(hashed.length, 1, who);
      seen.set(who, JSON.stringify({ code, message, facts, writes }));
    }
    assert.equal(new Set(seen.values()).size, 1, JSON.stringify([...seen], undefined, 1));
  });

  test("the decoy is hashed for those who are not there", async () => {
    const answers = await Promise.all(
      Object.entries(strangers()).map(async ([who, login]) => {
        hashed = [];
        return [who, login] as const;
      }),
    );
    const decoys: string[] = [];
    for (const [who, login] of answers) {
      hashed = [];
      await guess(login);
      if (hashed[0] === "decoy") decoys.push(who);
    }
    assert.deepEqual(decoys, [
      "an unknown account",
      "an unknown alias",
      "an unknown user",
      "a user without a password",
      "an unknown address",
      "no name at all",
      "a user without a name",
    ]);
  });

  test("waits come and grow alike", async () => {
    const waits = new Set<string>();
    const fresh = await newUser();
    for (const login of [
      fresh.login,
      { user: { account: account.accountId, userName: "ghost" } },
    ]) {
      const at = house.browser();
      const seen: unknown[] = [];
      for (let number = 0; number < 14; number += 1) {
        const { code, message, facts } = await guess(login, at);
        seen.push({ code, message, facts });
        if (facts.retryAfterSeconds !== undefined) house.wait(facts.retryAfterSeconds * 1000);
      }
      waits.add(JSON.stringify(seen));
    }
    assert.equal(waits.size, 1);
  });

  test("the trail keeps no unknown name", async () => {
    await guess({ user: { account: account.accountId, userName: "My-password-typed-here" } });
    await guess({ user: { account: "999999999999", userName: "My-password-typed-here" } });
    for (const accountId of [account.accountId, "000000000000"]) {
      const events = await house.trail(accountId);
      assert.equal(JSON.stringify(events).includes("My-password"), false);
      const [event] = events.filter(({ eventName }) => eventName === "ConsoleLogin");
      assert.equal(event?.userIdentity["userName"], "HIDDEN_DUE_TO_SECURITY_REASONS");
    }
  });
});

describe("wrong passwords", () => {
  test("for one name from one source: ten are compared, then one after each wait", async () => {
    const { login } = await newUser();
    const at = house.browser();
    assert.equal(compared(await tries(login, 12, () => at)), 10);
    const waits: (number | undefined)[] = [];
    for (let number = 0; number < 9; number += 1) {
      const { facts } = await guess(login, at);
      waits.push(facts.retryAfterSeconds);
      house.wait((facts.retryAfterSeconds ?? 0) * 1000);
      assert.equal((await guess(login, at)).code, "IncorrectCredentials");
    }
    assert.deepEqual(waits, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  test("for one name from one source at once: ten are compared", async () => {
    const { login } = await newUser();
    const at = house.browser();
    const answers = await Promise.all(Array.from({ length: 50 }, () => guess(login, at)));
    assert.equal(compared(answers), 10);
  });

  test("for one name from everywhere: a hundred are compared, then one an hour for all together", async () => {
    const { login } = await newUser();
    assert.equal(compared(await tries(login, 120, () => house.browser())), 100);
    for (let hour = 0; hour < 3; hour += 1) {
      house.wait(1 * HOUR);
      assert.equal(compared(await tries(login, 5, () => house.browser())), 1);
    }
  });

  test("for one name are one name's, however it is spelled", async () => {
    const { userName } = await newUser();
    const id = account.accountId;
    const spellings = [
      id,
      `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}`,
      `${id.slice(0, 4)} ${id.slice(4)}`,
      ` ${id}`,
      id.split("").join("-"),
      id.split("").join("  "),
    ];
    let answers: IamError[] = [];
    for (const [index, spelled] of spellings.entries()) {
      const name = index % 2 === 0 ? userName.toUpperCase() : ` ${userName} `;
      const login = { user: { account: spelled, userName: name } };
      answers = answers.concat(await tries(login, 30, () => house.browser()));
    }
    assert.equal(compared(answers), 100);
  });

  test("do not lock out a browser that completed MFA for that person", async () => {
    const owner = await newUser();
    const { browser } = await house.equip(owner);
    await tries(owner.login, 110, () => house.browser());
    await refusal(house.typePassword(owner), "Throttling");
    await house.typePassword(owner, browser);
    assert.notEqual(await browser.pending(), undefined);
  });

  test("are forgotten with the first right one", async () => {
    const owner = await newUser();
    const at = house.browser();
    await tries(owner.login, 9, () => at);
    await house.typePassword(owner, at);
    assert.equal(compared(await tries(owner.login, 12, () => at)), 10);
  });

  test("for a name from everywhere are remembered for a week, swept or not", async () => {
    const { login } = await newUser();
    await tries(login, 99, () => house.browser());
    house.wait(6 * DAY);
    await house.iam.sweep();
    assert.equal(compared(await tries(login, 5, () => house.browser())), 1);
    house.wait(7 * DAY);
    await house.iam.sweep();
    assert.equal(compared(await tries(login, 5, () => house.browser())), 5);
  });
});

describe("a source", () => {
  test("may try sixty passwords and ten more a minute, whatever the names", async () => {
    const address = "192.0.2.60";
    let number = 0;
    const anyName = () => ({ root: { email: `someone${++number}@example.org` } });
    const spend = async (times: number) => {
      const answers: IamError[] = [];
      for (let index = 0; index < times; index += 1)
        answers.push(await guess(anyName(), house.browser(address)));
      return compared(answers);
    };
    assert.equal(await spend(70), 60);
    house.wait(60_000);
    assert.equal(await spend(20), 10);
  });

  test("gets its try back when it was right: a classroom signs in", async () => {
    const address = "192.0.2.61";
    for (let number = 0; number < 70; number += 1)
      await house.typePassword(user, house.browser(address));
  });

  test("is a whole /64 of IPv6, and one address of IPv4 in either spelling", async () => {
    const { login } = await newUser();
    const from = (addresses: readonly string[]) => {
      let number = 0;
      return () => house.browser(addresses[number++ % addresses.length]);
    };
    const v6 = [
      "2001:db8:1:2::1",
      "2001:db8:1:2::2",
      "2001:DB8:1:2:a:b:c:d",
      "2001:db8:1:2::3%eth0",
    ];
    assert.equal(compared(await tries(login, 16, from(v6))), 10);
    assert.equal(compared(await tries(login, 4, from(["2001:db8:1:3::1"]))), 4);
    const v4 = ["192.0.2.62", "::ffff:192.0.2.62"];
    assert.equal(compared(await tries((await newUser()).login, 16, from(v4))), 10);
  });
});

describe("an old password", () => {
  test("is guessed at five times in a stolen session, and no more", async () => {
    const owner = await newUser();
    const at = await house.signIn(owner);
    const change = (oldPassword: string) =>
      at.knock("ChangePassword", { oldPassword, newPassword: "Brand.new-9-words" });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => refusal(change("Wrong-9-words"))),
    );
    assert.equal(answers.filter(({ code }) => code === "AccessDenied").length, 5);
    await refusal(change(owner.password), "Throttling");
  });
});

describe("before anything is hashed", () => {
  const isNotHashed = async (work: Promise<unknown>, code: IamError["code"]) => {
    hashed = [];
    await refusal(work, code);
    assert.deepEqual(hashed, []);
  };

  test("a password of 129 characters is refused", async () => {
    const input = { ...user.login, password: "a".repeat(129) };
    await isNotHashed(house.browser().knock("SignIn", input), "ValidationError");
  });

  test("whoever may not is refused", async () => {
    const at = await house.signIn(await newUser());
    const password = "Brand.new-9-words";
    await isNotHashed(
      at.knock("CreateLoginProfile", { userName: user.userName, password }),
      "AccessDenied",
    );
  });
});

test("a password that was verified and then changed opens nothing", async () => {
  const owner = await newUser();
  const root = await house.signIn(account.root);
  const at = house.browser();
  // Both at once: whichever is first, the old password opens nothing once the new one is there.
  const signingIn = at.knock("SignIn", { ...owner.login, password: owner.password });
  const changing = root.knock("SetConsolePassword", { userName: owner.userName });
  await Promise.allSettled([signingIn, changing]);
  assert.equal(await at.isSignedIn(), false);
});

test("waits are told in whole seconds and words", async () => {
  const { login } = await newUser();
  const at = house.browser();
  await tries(login, 10, () => at);
  house.wait(500);
  const { message, facts } = await guess(login, at);
  assert.equal(facts.retryAfterSeconds, 30);
  assert.equal(message, "Too many attempts. Try again in 30 seconds.");
});
