// SAML identity providers: AWS's words and limits, and their private keys.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type ForeignKey, openForeignKey } from "@sallyport/saml/testing";
import type { ErrorCode } from "../errors.ts";
import {
  type Account,
  type Browser,
  type House,
  type Input,
  openHouse,
  refusal,
  sampleSamlMetadata,
} from "../testing/house/index.ts";
import type { OperationName } from "./index.ts";

let house: House;
let account: Account;
let root: Browser;
let made = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
  await root.knock("CreateSAMLProvider", create("Works"));
});
after(() => house.close());

const arnOf = (name: string) => `arn:aws:iam::${account.accountId}:saml-provider/${name}`;

function create(name: string, more: Input = {}): Input {
  return { name, sAMLMetadataDocument: sampleSamlMetadata, ...more };
}

async function newProvider(more: Input = {}): Promise<string> {
  made += 1;
  const { sAMLProviderArn } = await root.knock("CreateSAMLProvider", create(`idp${made}`, more));
  return sAMLProviderArn;
}

const filler = `<!--${" ".repeat(1000)}-->`;
const anotherMetadata = sampleSamlMetadata.replaceAll("idp.example.org", "other.example.org");

test("a provider is shown as it was made", async () => {
  const tags = [{ key: "Team", value: "Blue" }];
  const sAMLProviderArn = await newProvider({ tags });
  assert.equal(sAMLProviderArn, arnOf(`idp${made}`));
  const { sAMLProviderUUID, ...shown } = await root.knock("GetSAMLProvider", { sAMLProviderArn });
  assert.match(sAMLProviderUUID, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  assert.deepEqual(shown, {
    sAMLMetadataDocument: sampleSamlMetadata,
    createDate: house.now(),
    validUntil: undefined,
    tags,
    assertionEncryptionMode: "Allowed",
  });
});

test("the end that metadata names is shown and listed", async () => {
  const document = sampleSamlMetadata.replace(" entityID", ' validUntil="2031-01-01T00:00:00Z"$&');
  const sAMLProviderArn = await newProvider({ sAMLMetadataDocument: document });
  const validUntil = Date.UTC(2031, 0, 1);
  const shown = await root.knock("GetSAMLProvider", { sAMLProviderArn });
  assert.equal(shown.validUntil, validUntil);
  const { sAMLProviderList } = await root.knock("ListSAMLProviders");
  const listed = sAMLProviderList.find(({ arn }) => arn === sAMLProviderArn);
  assert.deepEqual(listed, { arn: sAMLProviderArn, validUntil, createDate: house.now() });
});

test("metadata is replaced as a whole", async () => {
  const sAMLProviderArn = await newProvider();
  const answer = await root.knock("UpdateSAMLProvider", {
    sAMLProviderArn,
    sAMLMetadataDocument: anotherMetadata,
    assertionEncryptionMode: "Allowed",
  });
  assert.deepEqual(answer, { sAMLProviderArn });
  const shown = await root.knock("GetSAMLProvider", { sAMLProviderArn });
  assert.equal(shown.sAMLMetadataDocument, anotherMetadata);
  await root.knock("UpdateSAMLProvider", { sAMLProviderArn, assertionEncryptionMode: "Allowed" });
});

test("a provider that was deleted is gone, with its tags, and its name is free", async () => {
  const sAMLProviderArn = await newProvider({ tags: [{ key: "Old", value: "1" }] });
  await root.knock("DeleteSAMLProvider", { sAMLProviderArn });
  await refusal(root.knock("GetSAMLProvider", { sAMLProviderArn }), "NoSuchEntity");
  await root.knock("CreateSAMLProvider", create(`idp${made}`));
  const { tags } = await root.knock("ListSAMLProviderTags", { sAMLProviderArn });
  assert.deepEqual(tags, []);
});

test("tags are set, listed page by page, and removed", async () => {
  const sAMLProviderArn = await newProvider();
  const tags = ["one", "two", "three"].map((key) => ({ key, value: `of ${key}` }));
  await root.knock("TagSAMLProvider", { sAMLProviderArn, tags });
  const first = await root.knock("ListSAMLProviderTags", { sAMLProviderArn, maxItems: 2 });
  assert.deepEqual([first.tags, first.isTruncated], [tags.slice(0, 2), true]);
  const rest = await root.knock("ListSAMLProviderTags", { sAMLProviderArn, marker: first.marker });
  assert.deepEqual([rest.tags, rest.isTruncated], [tags.slice(2), false]);
  await root.knock("UntagSAMLProvider", { sAMLProviderArn, tagKeys: ["TWO", "none"] });
  const left = await root.knock("ListSAMLProviderTags", { sAMLProviderArn });
  assert.deepEqual(
    left.tags.map(({ key }) => key),
    ["one", "three"],
  );
});

test("an account has a hundred at most", async () => {
  const full = await openHouse({
    settings: { quotas: { ...house.settings.quotas, samlProvidersPerAccount: 1 } },
  });
  try {
    const at = await full.signIn((await full.makeAccount()).root);
    await at.knock("CreateSAMLProvider", create("first"));
    const refused = await refusal(
      at.knock("CreateSAMLProvider", create("second")),
      "LimitExceeded",
    );
    assert.equal(refused.message, "Cannot exceed quota for SAMLProvidersPerAccount: 1");
    const { sAMLProviderList } = await at.knock("ListSAMLProviders");
    assert.equal(sAMLProviderList.length, 1);
  } finally {
    await full.close();
  }
  assert.equal(house.settings.quotas.samlProvidersPerAccount, 100);
});

const texts: readonly {
  readonly name: OperationName;
  readonly input: () => Input;
  readonly code: ErrorCode;
  readonly says: RegExp | string;
}[] = [
  {
    name: "CreateSAMLProvider",
    input: () => create("Works"),
    code: "EntityAlreadyExists",
    says: "Provider with name Works already exists.",
  },
  {
    name: "CreateSAMLProvider",
    input: () => create("a b"),
    code: "ValidationError",
    says: /at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern/,
  },
  {
    name: "CreateSAMLProvider",
    input: () => create("short", { sAMLMetadataDocument: "<x/>" }),
    code: "ValidationError",
    says: /length greater than or equal to 1000/,
  },
  {
    name: "CreateSAMLProvider",
    input: () => create("none", { sAMLMetadataDocument: `<x>${filler}</x>` }),
    code: "InvalidInput",
    says: "Could not parse metadata. It is no EntityDescriptor of SAML 2.0 metadata.",
  },
  {
    name: "CreateSAMLProvider",
    input: () => create("entity", { sAMLMetadataDocument: `<!DOCTYPE x []>${sampleSamlMetadata}` }),
    code: "InvalidInput",
    says: /^Could not parse metadata\. /,
  },
  {
    name: "CreateSAMLProvider",
    input: () => create("twice", { tags: ["a", "A"].map((key) => ({ key, value: "" })) }),
    code: "InvalidInput",
    says: "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  },
  {
    name: "CreateSAMLProvider",
    input: () => create("sealed", { assertionEncryptionMode: "Required" }),
    code: "InvalidInput",
    says: "Unable to set assertion encryption mode to Required because no private key is provided",
  },
  {
    name: "CreateSAMLProvider",
    input: () => create("key", { addPrivateKey: "-----BEGIN PRIVATE KEY-----" }),
    code: "InvalidInput",
    says: "Could not parse private key. It is no PEM of one RSA private key (PKCS #8 or PKCS #1).",
  },
  {
    name: "UpdateSAMLProvider",
    input: () => ({ sAMLProviderArn: arnOf("Works"), assertionEncryptionMode: "Required" }),
    code: "InvalidInput",
    says: "Unable to set assertion encryption mode to Required because no private key is provided",
  },
  {
    name: "UpdateSAMLProvider",
    input: () => ({ sAMLProviderArn: arnOf("Works") }),
    code: "InvalidInput",
    says: "Unable to update identity provider. No updates are defined for metadata or encryption assertion.",
  },
  {
    name: "UpdateSAMLProvider",
    input: () => ({
      sAMLProviderArn: arnOf("Works"),
      addPrivateKey: "x",
      removePrivateKey: "A".repeat(22),
    }),
    code: "InvalidInput",
    says: "Unable to add and remove private keys in the same request.",
  },
  {
    name: "UpdateSAMLProvider",
    input: () => ({ sAMLProviderArn: arnOf("Works"), removePrivateKey: "A".repeat(22) }),
    code: "NoSuchEntity",
    says: `Private key ${"A".repeat(22)} cannot be found.`,
  },
  {
    name: "UpdateSAMLProvider",
    input: () => ({ sAMLProviderArn: arnOf("Works"), sAMLMetadataDocument: `<x>${filler}</x>` }),
    code: "InvalidInput",
    says: /^Could not parse metadata\. /,
  },
  ...(["GetSAMLProvider", "DeleteSAMLProvider", "ListSAMLProviderTags"] as const).flatMap(
    (name) => [
      {
        name,
        input: () => ({ sAMLProviderArn: arnOf("nobody") }),
        code: "NoSuchEntity" as const,
        says: /^Manifest not found for arn arn:aws:iam::\d{12}:saml-provider\/nobody$/,
      },
      {
        name,
        input: () => ({ sAMLProviderArn: arnOf("works") }), // names count letter for letter
        code: "NoSuchEntity" as const,
        says: /^Manifest not found for arn /,
      },
      {
        name,
        input: () => ({ sAMLProviderArn: "arn:aws:iam::123456789012:saml-provider/Works" }),
        code: "NoSuchEntity" as const,
        says: "Manifest not found for arn arn:aws:iam::123456789012:saml-provider/Works",
      },
      {
        name,
        input: () => ({ sAMLProviderArn: "this-is-no-arn-at-all" }),
        code: "InvalidInput" as const,
        says: "this-is-no-arn-at-all is not the ARN of a SAML provider.",
      },
    ],
  ),
];

describe("AWS's words:", () => {
  for (const { name, input, code, says } of texts) {
    test(`${name}: ${says}`, async () => {
      const { message } = await refusal(root.knock(name, input()), code);
      if (typeof says === "string") assert.equal(message, says);
      else assert.match(message, says);
    });
  }
});

describe("private keys", () => {
  let key: ForeignKey;
  let next: ForeignKey;
  before(() => {
    key = openForeignKey();
    next = openForeignKey();
  });
  after(() => {
    key.close();
    next.close();
  });

  const update = (sAMLProviderArn: string, more: Input) =>
    root.knock("UpdateSAMLProvider", { sAMLProviderArn, ...more });
  async function shown(sAMLProviderArn: string) {
    const { assertionEncryptionMode, privateKeyList = [] } = await root.knock("GetSAMLProvider", {
      sAMLProviderArn,
    });
    return { mode: assertionEncryptionMode, keys: privateKeyList };
  }

  test("one follows the other: the next is added, the former removed", async () => {
    const arn = await newProvider({
      addPrivateKey: key.pem,
      assertionEncryptionMode: "Required",
    });
    const first = await shown(arn);
    assert.equal(first.mode, "Required");
    const [former] = first.keys;
    assert.match(former?.keyId ?? "", /^[A-Z0-9]{22,64}$/);
    assert.equal(former?.timestamp, house.now());
    house.wait(1000);
    await update(arn, { addPrivateKey: next.pkcs1 });
    const both = await shown(arn);
    assert.deepEqual([both.keys.length, both.keys[0]], [2, former]);
    const third = await refusal(update(arn, { addPrivateKey: key.pem }), "LimitExceeded");
    assert.equal(third.message, "Cannot exceed quota for PrivateKeysPerSAMLProvider: 2");
    assert.deepEqual(await shown(arn), both);
    await update(arn, { removePrivateKey: former?.keyId });
    assert.deepEqual((await shown(arn)).keys, both.keys.slice(1));
  });

  test("the last one stays while assertions have to be encrypted", async () => {
    const arn = await newProvider({ addPrivateKey: key.pem, assertionEncryptionMode: "Required" });
    const before = await shown(arn);
    const removePrivateKey = before.keys[0]?.keyId;
    const { message } = await refusal(update(arn, { removePrivateKey }), "InvalidInput");
    assert.match(message, /^Unable to remove the last private key/);
    assert.deepEqual(await shown(arn), before);
    await update(arn, { removePrivateKey, assertionEncryptionMode: "Allowed" });
    assert.deepEqual(await shown(arn), { mode: "Allowed", keys: [] });
  });

  test("another provider's key is not there", async () => {
    const [one, other] = [await newProvider({ addPrivateKey: key.pem }), await newProvider()];
    const [of] = (await shown(one)).keys;
    await refusal(update(other, { removePrivateKey: of?.keyId }), "NoSuchEntity");
    assert.deepEqual((await shown(one)).keys, [of]);
  });

  test("a key is in no answer, no record and no refusal, and lies sealed", async () => {
    const secret = key.pem.split("\n")[3] ?? assert.fail("no key");
    const arn = await newProvider({ addPrivateKey: key.pem });
    const damaged = key.pem.replace("-----END", "!-----END");
    const refused = await refusal(update(arn, { addPrivateKey: damaged }), "InvalidInput");
    const unwritable = await refusal(update(arn, { addPrivateKey: `${key.pem}\u2028` }));
    const answers = await root.knock("GetSAMLProvider", { sAMLProviderArn: arn });
    const trail = JSON.stringify(await house.trail(account.accountId));
    for (const text of [trail, JSON.stringify(answers), refused.message, unwritable.message]) {
      assert.equal(text.includes(secret), false);
    }
    const [listed] = (await shown(arn)).keys;
    assert.ok(trail.includes(`"addedPrivateKey":"${listed?.keyId}"`));
    const stored = await house.store.read(async (tx) => {
      const found = await tx.identityProviders.find(account.accountId, "saml", `idp${made}`);
      return tx.samlProviders.listPrivateKeys(account.accountId, found?.providerId ?? never());
    });
    const sealed = Buffer.from(stored[0]?.sealedKey ?? []);
    assert.equal(sealed.includes(Buffer.from(secret, "base64")), false);
    const opened = house.ports.seals.open(sealed, stored[0]?.keyId ?? "");
    assert.equal(Buffer.from(opened).includes(Buffer.from(secret, "base64")), true);
  });
});

const never = (): never => assert.fail("it is not there");

test("the trail says who signs from now on, and not the whole document", async () => {
  const sAMLProviderArn = await newProvider();
  await root.knock("UpdateSAMLProvider", {
    sAMLProviderArn,
    sAMLMetadataDocument: anotherMetadata,
  });
  const [event] = await house.trail(account.accountId);
  assert.equal(event?.eventName, "UpdateSAMLProvider");
  assert.deepEqual(event?.["additionalEventData"], {
    entityId: "https://other.example.org/saml",
    certificates: 1,
  });
  assert.equal(JSON.stringify(event).includes("EntityDescriptor"), false);
});

describe("whoever has a factor has to have shown it just now", () => {
  const asked: readonly (readonly [OperationName, () => Input])[] = [
    ["CreateSAMLProvider", () => create("late")],
    [
      "UpdateSAMLProvider",
      () => ({ sAMLProviderArn: arnOf("Works"), sAMLMetadataDocument: anotherMetadata }),
    ],
    [
      "UpdateSAMLProvider",
      () => ({ sAMLProviderArn: arnOf("Works"), assertionEncryptionMode: "Allowed" }),
    ],
    ["DeleteSAMLProvider", () => ({ sAMLProviderArn: arnOf("Works") })],
  ];
  for (const [index, [name, input]] of asked.entries()) {
    test(`${index + 1}: ${name}`, async () => {
      const manager = await house.addUser(account, `manager${++made}`, { manager: true, by: root });
      const { browser } = await house.equip(manager);
      house.wait(16 * 60_000);
      await refusal(browser.knock(name, input()), "FreshFactorRequired");
      const shown = await root.knock("GetSAMLProvider", { sAMLProviderArn: arnOf("Works") });
      assert.equal(shown.sAMLMetadataDocument, sampleSamlMetadata);
    });
  }
});
