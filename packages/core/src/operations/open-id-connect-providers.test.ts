// OpenID Connect providers in AWS's words and limits (iam-semantics §3.12).

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ErrorCode } from "../errors.ts";
import {
  type Account,
  type Browser,
  type House,
  type Input,
  openHouse,
  refusal,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let root: Browser;
let made = 0;

before(async () => {
  house = await openHouse({ settings: { loopbackIssuers: false } });
  account = await house.makeAccount();
  root = await house.signIn(account.root);
});
after(() => house.close());

const newName = () => `id${++made}.example.com/tenant`;
const arnOf = (name: string) => `arn:aws:iam::${account.accountId}:oidc-provider/${name}`;
async function make(input: Input = {}): Promise<string> {
  const { openIDConnectProviderArn } = await root.knock("CreateOpenIDConnectProvider", {
    url: `https://${newName()}`,
    ...input,
  });
  return openIDConnectProviderArn;
}
const get = (openIDConnectProviderArn: string) =>
  root.knock("GetOpenIDConnectProvider", { openIDConnectProviderArn });
const ids = (count: number) => Array.from({ length: count }, (_, index) => `client-${index}`);
const thumbprints = (count: number) => Array<string>(count).fill("a".repeat(40));

test("a provider is made, shown without its scheme, and listed by name", async () => {
  const name = newName();
  const tags = [{ key: "Team", value: "Blue" }];
  const answer = await root.knock("CreateOpenIDConnectProvider", {
    url: `https://${name}`,
    clientIDList: ["b", "a", "b"],
    thumbprintList: thumbprints(1),
    tags,
  });
  assert.deepEqual(answer, { openIDConnectProviderArn: arnOf(name), tags });
  assert.deepEqual(await get(arnOf(name)), {
    url: name,
    clientIDList: ["b", "a"],
    thumbprintList: thumbprints(1),
    createDate: house.now(),
    tags,
  });
  const first = await make({ url: "https://a.example.com" });
  const { openIDConnectProviderList } = await root.knock("ListOpenIDConnectProviders");
  assert.deepEqual(
    openIDConnectProviderList.slice(0, 2).map(({ arn }) => arn),
    [first, arnOf(name)],
  );
  const { summaryMap } = await root.knock("GetAccountSummary");
  assert.equal(summaryMap["Providers"], 2);
});

describe("a URL", () => {
  const good = [
    "https://token.actions.githubusercontent.com",
    "https://id.example.com/",
    "https://id.example.com:8443/realms/A.b_c~d",
    "https://ID.example.com",
  ];
  for (const url of good) {
    test(`${url} is an issuer's`, async () => {
      assert.equal((await get(await make({ url }))).url, url.slice("https://".length));
    });
  }

  const bad = [
    "http://id.example.com",
    "id.example.com",
    "https://",
    "https://aws",
    "https://localhost",
    "http://localhost:8080",
    "http://127.0.0.1:8080",
    "https://127.0.0.1",
    "https://127.0.0.2",
    "https://[::1]",
    "https://[fe80::1]",
    "https://user@id.example.com",
    "https://id.example.com?x=1",
    "https://id.example.com#x",
    "https://id.example.com/*",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy's variable
    "https://id.example.com/${aws:username}",
    "https://id.example.com/a b",
    "https://id..example.com",
    "https://-id.example.com",
    "ftp://id.example.com",
  ];
  for (const url of bad) {
    test(`${url} is none`, async () => {
      const error = await refusal(make({ url }), "ValidationError");
      assert.equal(error.message, "Invalid Open ID Connect Provider URL");
      assert.equal(error.facts.fields?.[0]?.name, "url");
    });
  }

  test("is taken once, to the letter", async () => {
    const url = `https://${newName()}`;
    await make({ url });
    const error = await refusal(make({ url }), "EntityAlreadyExists");
    assert.equal(error.message, `Provider with url ${url} already exists.`);
    await make({ url: `${url}/` });
  });
});

describe("audiences", () => {
  test("are added and removed, each once, as often as anybody likes", async () => {
    const openIDConnectProviderArn = await make({ clientIDList: ["a"] });
    const of = (clientID: string) => ({ openIDConnectProviderArn, clientID });
    for (const clientID of ["b", "b"])
      await root.knock("AddClientIDToOpenIDConnectProvider", of(clientID));
    assert.deepEqual((await get(openIDConnectProviderArn)).clientIDList, ["a", "b"]);
    for (const clientID of ["a", "a"])
      await root.knock("RemoveClientIDFromOpenIDConnectProvider", of(clientID));
    assert.deepEqual((await get(openIDConnectProviderArn)).clientIDList, ["b"]);
  });

  test("are a hundred at most", async () => {
    const openIDConnectProviderArn = await make({ clientIDList: ids(100) });
    const words = "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100";
    const added = root.knock("AddClientIDToOpenIDConnectProvider", {
      openIDConnectProviderArn,
      clientID: "one more",
    });
    assert.equal((await refusal(added, "LimitExceeded")).message, words);
    const many = await refusal(make({ clientIDList: ids(101) }), "LimitExceeded");
    assert.equal(many.message, words);
    await refusal(make({ clientIDList: ["a".repeat(256)] }), "ValidationError");
  });
});

test("thumbprints are kept as they were given, five at most", async () => {
  const openIDConnectProviderArn = await make({ thumbprintList: thumbprints(5) });
  const words = "Thumbprint list must contain fewer than 5 entries.";
  const six = await refusal(make({ thumbprintList: thumbprints(6) }), "InvalidInput");
  assert.equal(six.message, words);
  const put = (thumbprintList: readonly string[]) =>
    root.knock("UpdateOpenIDConnectProviderThumbprint", {
      openIDConnectProviderArn,
      thumbprintList,
    });
  assert.equal((await refusal(put(thumbprints(6)), "InvalidInput")).message, words);
  await put(["ABCDEF0123".repeat(4)]);
  assert.deepEqual((await get(openIDConnectProviderArn)).thumbprintList, ["ABCDEF0123".repeat(4)]);
  for (const bad of ["a".repeat(39), "g".repeat(40)]) {
    await refusal(put([bad]), "ValidationError");
  }
});

test("tags are set, replaced, listed page by page and removed", async () => {
  const openIDConnectProviderArn = await make();
  const of = { openIDConnectProviderArn };
  const tags = ["A", "B", "C"].map((key) => ({ key, value: "1" }));
  await root.knock("TagOpenIDConnectProvider", { ...of, tags });
  await root.knock("TagOpenIDConnectProvider", { ...of, tags: [{ key: "b", value: "2" }] });
  await root.knock("UntagOpenIDConnectProvider", { ...of, tagKeys: ["a", "none"] });
  const first = await root.knock("ListOpenIDConnectProviderTags", { ...of, maxItems: 1 });
  assert.deepEqual([first.tags, first.isTruncated], [[{ key: "b", value: "2" }], true]);
  const rest = await root.knock("ListOpenIDConnectProviderTags", { ...of, marker: first.marker });
  assert.deepEqual([rest.tags, rest.isTruncated], [[{ key: "C", value: "1" }], false]);
});

describe("of a provider that is not there", () => {
  const operations = {
    AddClientIDToOpenIDConnectProvider: { clientID: "a" },
    GetOpenIDConnectProvider: {},
    ListOpenIDConnectProviderTags: {},
    RemoveClientIDFromOpenIDConnectProvider: { clientID: "a" },
    TagOpenIDConnectProvider: { tags: [] },
    UntagOpenIDConnectProvider: { tagKeys: [] },
    UpdateOpenIDConnectProviderThumbprint: { thumbprintList: [] },
  } as const;
  for (const [name, input] of Object.entries(operations)) {
    test(`${name} says so, whosever it is and of whatever kind`, async () => {
      const there = await make();
      const elsewhere = there.replace(account.accountId, "999999999999");
      const saml = `arn:aws:iam::${account.accountId}:saml-provider/Works`;
      for (const arn of [arnOf("nothing.example"), elsewhere, saml, "arn:of:nothing:at:all"]) {
        const work = root.knock(name as keyof typeof operations, {
          openIDConnectProviderArn: arn,
          ...input,
        });
        const error = await refusal(work, "NoSuchEntity" satisfies ErrorCode);
        assert.equal(error.message, `OpenIDConnect Provider not found for arn ${arn}`);
      }
    });
  }

  test("DeleteOpenIDConnectProvider says so in words of its own", async () => {
    const openIDConnectProviderArn = await make();
    await root.knock("DeleteOpenIDConnectProvider", { openIDConnectProviderArn });
    const again = root.knock("DeleteOpenIDConnectProvider", { openIDConnectProviderArn });
    const error = await refusal(again, "NoSuchEntity");
    assert.equal(error.message, "OpenId connect Provider ARN cannot be found.");
  });

  test("the MFA rule says so too", async () => {
    const providerArn = arnOf("nothing.example");
    await refusal(root.knock("GetIdentityProviderMFARule", { providerArn }), "NoSuchEntity");
  });
});

test("a provider that is made anew has nothing of the former one's", async () => {
  const url = `https://${newName()}`;
  const tags = [{ key: "Team", value: "Blue" }];
  const openIDConnectProviderArn = await make({ url, clientIDList: ["a"], tags });
  await root.knock("DeleteOpenIDConnectProvider", { openIDConnectProviderArn });
  await make({ url });
  const { clientIDList, tags: left } = await get(openIDConnectProviderArn);
  assert.deepEqual([clientIDList, left], [[], undefined]);
});

test("an account has a hundred at most", async () => {
  const owner = await house.signIn((await house.makeAccount()).root);
  const create = (number: number) =>
    owner.knock("CreateOpenIDConnectProvider", { url: `https://id${number}.example.org` });
  for (let number = 0; number < 100; number += 1) await create(number);
  const error = await refusal(create(100), "LimitExceeded");
  assert.equal(error.message, "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100");
  const { openIDConnectProviderList } = await owner.knock("ListOpenIDConnectProviders");
  assert.equal(openIDConnectProviderList.length, 100);
});

test("whoever tags at creation needs the leave to tag", async () => {
  const user = await house.addUser(account, "maker", { by: root });
  const policyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action: "iam:CreateOpenIDConnectProvider",
      Resource: arnOf("*.example.com/tenant"),
    },
  });
  await root.knock("PutUserPolicy", {
    userName: user.userName,
    policyName: "own",
    policyDocument,
  });
  const at = await house.signIn(user);
  const url = `https://${newName()}`;
  const tags = [{ key: "Team", value: "Blue" }];
  await refusal(at.knock("CreateOpenIDConnectProvider", { url, tags }), "AccessDenied");
  await at.knock("CreateOpenIDConnectProvider", { url });
  const elsewhere = at.knock("CreateOpenIDConnectProvider", { url: "https://other.example" });
  await refusal(elsewhere, "AccessDenied");
});
