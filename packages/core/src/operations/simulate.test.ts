// Whoever simulates what costs much lets others go between, and holds no read of the store meanwhile.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
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
let [turns, reads, turnsInReads] = [0, 0, 0];

before(async () => {
  house = await openHouse({
    wrapPorts: (ports) => ({
      ...ports,
      pause: {
        ...ports.pause,
        turn: () => {
          turns += 1;
          if (reads > 0) turnsInReads += 1;
          return ports.pause.turn();
        },
      },
    }),
    wrapStore: (store) => ({
      ...store,
      read: async (work) => {
        reads += 1;
        try {
          return await store.read(work);
        } finally {
          reads -= 1;
        }
      },
    }),
  });
  account = await house.makeAccount();
  root = await house.signIn(account.root);
});
after(() => house.close());

async function turnsOf<Answer>(work: () => Promise<Answer>): Promise<[Answer, number]> {
  [turns, turnsInReads] = [0, 0];
  const answer = await work();
  assert.equal(turnsInReads, 0, "nobody waits for a read that waits");
  return [answer, turns];
}

const policy = (...statements: readonly object[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      ...{ Effect: "Allow", Action: "iam:GetUser", Resource: "*" },
      ...statement,
    })),
  });

const arn = "arn:aws:iam::1:user/";
const farOff = `${"a".repeat(4000)}b*`;

const variable = `$\{aws:Referer}`;

/** A milliard of characters compared, near enough, each in another place. */
const hostile = {
  "patterns of resources": {
    policyInputList: Array<string>(20).fill(policy({ Resource: `${arn}*${"a".repeat(9000)}*` })),
    resourceArns: [0, 1].map((n) => `${arn}${n}${"a".repeat(2000)}`),
    contextEntries: [],
  },
  "the values of one condition": {
    policyInputList: [
      policy({ Condition: { "ForAnyValue:StringLike": { "aws:UserAgent": [`*${farOff}`] } } }),
    ],
    resourceArns: ["*", `${arn}a`],
    contextEntries: [
      {
        contextKeyName: "aws:UserAgent",
        contextKeyValues: Array<string>(50).fill("a".repeat(2048)),
      },
    ],
  },
  "policies that are long to read": {
    policyInputList: Array<string>(20).fill(policy(...Array<object>(120).fill({}))),
    resourceArns: ["*"],
    contextEntries: [],
  },
} as const;

describe("a simulation that costs much", () => {
  for (const [what, input] of Object.entries(hostile)) {
    test(`lets others go between, for ${what}`, async () => {
      const asked = { ...input, actionNames: ["iam:GetUser"] };
      const [custom, turnsOfCustom] = await turnsOf(() =>
        root.knock("SimulateCustomPolicy", asked as never),
      );
      assert.equal(custom.evaluationResults.length, input.resourceArns.length);
      assert.ok(turnsOfCustom >= 8, `${turnsOfCustom} turns`);
      const groupName = "Simulated";
      await root.knock("CreateGroup", { groupName }).catch(() => {});
      const [ofPrincipal, turnsOfPrincipal] = await turnsOf(() =>
        root.knock("SimulatePrincipalPolicy", {
          ...(asked as object),
          policySourceArn: `arn:aws:iam::${account.accountId}:group/${groupName}`,
          actionNames: ["iam:GetUser"],
        }),
      );
      assert.deepEqual(ofPrincipal.evaluationResults, custom.evaluationResults);
      assert.ok(turnsOfPrincipal >= 8, `${turnsOfPrincipal} turns`);
    });
  }

  for (const [what, statement] of Object.entries({
    "of a resource": { Resource: `${arn}*${variable.repeat(600)}*` },
    "of a condition": {
      Condition: { StringLike: { "aws:UserAgent": variable.repeat(600) } },
    },
  })) {
    test(`is refused where the variables ${what} ask for more than was written`, async () => {
      const long = "a".repeat(2048);
      const asked = {
        policyInputList: [policy(statement)],
        actionNames: ["iam:GetUser"],
        resourceArns: [`${arn}${"a".repeat(2000)}`],
        contextEntries: ["aws:Referer", "aws:UserAgent"].map((contextKeyName) => ({
          contextKeyName,
          contextKeyValues: [long],
        })),
      };
      const refused = await refusal(root.knock("SimulateCustomPolicy", asked), "InvalidInput");
      assert.match(refused.message, /too much to simulate/);
    });
  }

  test("is overtaken by those who ask for little", async () => {
    const order: string[] = [];
    const input = { ...hostile["patterns of resources"], actionNames: ["iam:GetUser"] };
    await Promise.all([
      root.knock("SimulateCustomPolicy", input as never).then(() => order.push("simulation")),
      root.knock("ListGroups").then(() => order.push("list")),
    ]);
    assert.deepEqual(order, ["list", "simulation"]);
  });

  test("one that costs little takes no turn", async () => {
    const [{ evaluationResults }, taken] = await turnsOf(() =>
      root.knock("SimulateCustomPolicy", {
        policyInputList: [policy({})],
        actionNames: ["iam:GetUser"],
      }),
    );
    assert.equal(evaluationResults[0]?.evalDecision, "allowed");
    assert.equal(taken, 0);
  });

  test("is for those alone who are allowed to: nobody else makes the server work", async () => {
    const user = await house.addUser(account, "curious");
    const at = await house.signIn(user);
    const input = { ...hostile["patterns of resources"], actionNames: ["iam:GetUser"] };
    const [, taken] = await turnsOf(() =>
      refusal(at.knock("SimulateCustomPolicy", input as never), "AccessDenied"),
    );
    assert.equal(taken, 0);
  });
});
