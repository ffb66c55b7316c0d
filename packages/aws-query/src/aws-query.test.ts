import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { errorCodes, type Iam, IamError } from "@sallyport/core";
import { awsQuery } from "./aws-query.ts";
import { type Answer, openAccount, type TestAccount } from "./testing/open-account.ts";
import { formType, host, type Signed, sign } from "./testing/signer.ts";
import { renderError } from "./xml/render-error.ts";

let account: TestAccount;
before(async () => {
  account = await openAccount();
});
after(() => account.close());

const iam = "Version=2010-05-08";

/** A signed request with this body, or with this target. */
function signed(change: Partial<Parameters<typeof sign>[0]>): Signed {
  return sign({ credentials: account.root, at: account.now(), ...change });
}

const post = (body: string) => account.send(signed({ body }));

describe("an answer", () => {
  test("is AWS's XML, with its request id in the header too", async () => {
    const { status, text, headers } = await account.call("GetCallerIdentity");
    assert.equal(status, 200);
    const id = headers.get("x-amzn-requestid") ?? "";
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const { accountId } = account;
    assert.equal(
      text,
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><UserId>${accountId}</UserId><Account>${accountId}</Account><Arn>arn:aws:iam::${accountId}:root</Arn></GetCallerIdentityResult><ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></GetCallerIdentityResponse>\n`,
    );
  });

  test("has timestamps in seconds and leaves out what is absent", async () => {
    const { text } = await account.call("CreateUser", { UserName: "ann", Path: "/staff/" });
    assert.match(
      text,
      /^<CreateUserResponse xmlns="https:\/\/iam.amazonaws.com\/doc\/2010-05-08\/"><CreateUserResult><User><Path>\/staff\/<\/Path><UserName>ann<\/UserName><UserId>AIDA[A-Z0-9]{17}<\/UserId><Arn>arn:aws:iam::\d{12}:user\/staff\/ann<\/Arn><CreateDate>2026-11-24T06:46:08Z<\/CreateDate><\/User><\/CreateUserResult>/,
    );
  });

  test("has lists of members, empty ones too, and whether there is more", async () => {
    const { text } = await account.call("ListMFADevices");
    assert.match(
      text,
      /<ListMFADevicesResult><MFADevices\/><IsTruncated>false<\/IsTruncated><\/ListMFADevicesResult>/,
    );
    await account.call("TagUser", {
      UserName: "ann",
      "Tags.member.1.Key": "Team",
      "Tags.member.1.Value": "",
    });
    const tags = await account.call("ListUserTags", { UserName: "ann" });
    assert.match(tags.text, /<Tags><member><Key>Team<\/Key><Value\/><\/member><\/Tags>/);
  });

  test("has no result element without output, and an empty one where AWS sends that", async () => {
    const trust = {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { AWS: account.accountId },
        Action: "sts:AssumeRole",
      },
    };
    const made = await account.call("CreateRole", {
      RoleName: "Deputy",
      AssumeRolePolicyDocument: JSON.stringify(trust),
    });
    assert.match(
      made.text,
      /<CreateRoleResult><Role><Path>\/<\/Path><RoleName>Deputy<\/RoleName><RoleId>AROA[A-Z0-9]{17}<\/RoleId><Arn>arn:aws:iam::\d{12}:role\/Deputy<\/Arn><CreateDate>[^<]+<\/CreateDate><AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22[^<]+<\/AssumeRolePolicyDocument><\/Role><\/CreateRoleResult>/,
    );
    const shown = await account.call("GetRole", { RoleName: "Deputy" });
    assert.match(
      shown.text,
      /<MaxSessionDuration>3600<\/MaxSessionDuration><RoleLastUsed\/><\/Role>/,
    );
    const updated = await account.call("UpdateRole", { RoleName: "Deputy", Description: "x" });
    assert.match(updated.text, /<UpdateRoleResult\/><ResponseMetadata>/);
    const deleted = await account.call("DeleteRole", { RoleName: "Deputy" });
    assert.match(deleted.text, /<DeleteRoleResponse [^>]+><ResponseMetadata>/);
  });

  test("has maps of entries", async () => {
    const { text } = await account.call("GetAccountSummary");
    assert.match(text, /<SummaryMap><entry><key>\w+<\/key><value>\d+<\/value><\/entry><entry>/);
  });

  test("has blobs in base64: the seed is base64 of base32", async () => {
    const { text } = await account.call("CreateVirtualMFADevice", { VirtualMFADeviceName: "v" });
    const blob = (name: string) =>
      Buffer.from(new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1] ?? "", "base64");
    assert.match(blob("Base32StringSeed").toString(), /^[A-Z2-7]{64}$/);
    assert.equal(blob("QRCodePNG").toString("latin1", 1, 4), "PNG");
  });

  test("of an operation without output has no result at all", async () => {
    const { text } = await account.call("CreateAccountAlias", { AccountAlias: "tall-bridge" });
    assert.match(text, /^<CreateAccountAliasResponse xmlns="[^"]+"><ResponseMetadata>/);
  });

  test("is for no browser (security rule 28)", async () => {
    for (const { headers } of [
      await account.call("GetUser"),
      await account.send({ ...signed({}), method: "PUT" }),
    ]) {
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("cache-control"), "no-store");
      assert.equal(headers.get("content-security-policy"), "sandbox; default-src 'none'");
      assert.equal(headers.get("access-control-allow-origin"), null);
      assert.equal(headers.get("set-cookie"), null);
    }
  });

  test("comes to a GET as well, signed in the header or in the query", async () => {
    const target = `/?Action=GetUser&${iam}&UserName=ann`;
    for (const presign of [false, true]) {
      const { status, text } = await account.send(signed({ method: "GET", target, presign }));
      assert.equal(status, 200, text);
      assert.match(text, /<UserName>ann<\/UserName>/);
    }
  });

  test("comes to a POST whose parameters are in the query", async () => {
    const { status } = await account.send(signed({ target: `/?Action=GetUser&${iam}` }));
    assert.equal(status, 200);
  });
});

describe("a refusal", () => {
  test("is AWS's XML", async () => {
    const { status, text, headers } = await account.call("GetUser", { UserName: "nobody" });
    assert.equal(status, 404);
    assert.equal(headers.get("content-type"), "text/xml");
    assert.equal(
      text,
      `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The user with name nobody cannot be found.</Message></Error><RequestId>${headers.get("x-amzn-requestid")}</RequestId></ErrorResponse>\n`,
    );
  });

  test("has a status and a code of AWS's for everything that the domain refuses", () => {
    const ours =
      /^(?:Busy|CodesClosed|DeviceNotPaired|EnrolmentExpired|FreshFactorRequired|IncorrectCredentials|InvalidPairingCode|SessionExpired|SetupClosed|SignInExpired|VaultChanged)$/;
    for (const code of errorCodes) {
      const rendered = renderError(new IamError(code, "<&>"), { namespace: "n", requestId: "r" });
      assert.ok(rendered.status >= 400 && rendered.status < 600, code);
      assert.equal(rendered.unexpected, false);
      const message = /<Message>(.*)<\/Message>/.exec(rendered.body)?.[1];
      assert.equal(message, code === "ReportNotPresent" ? undefined : "&lt;&amp;&gt;");
      const told = /<Code>(\w+)<\/Code>/.exec(rendered.body)?.[1] ?? "";
      if (!ours.test(code)) assert.equal(told.replace(/Exception$/, ""), code);
      else assert.doesNotMatch(told, ours, code);
    }
  });

  test("names all that is wrong with the parameters in one message", async () => {
    const { status, code, message } = await account.call("CreateUser", {
      UserName: "a b",
      Path: "x",
      "Tags.member.1.Value": "v",
    });
    assert.deepEqual([status, code], [400, "ValidationError"]);
    assert.equal(
      message,
      "3 validation errors detected: Value at &apos;userName&apos; failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+; Value at &apos;path&apos; failed to satisfy constraint: Member must satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F); Value null at &apos;tags.1.member.key&apos; failed to satisfy constraint: Member must not be null",
    );
  });

  test("repeats what was sent for STS, and never for IAM", async () => {
    const sts = await account.call("GetAccessKeyInfo", { AccessKeyId: "odd<key>" });
    assert.match(sts.message ?? "", /Value &apos;odd&lt;key&gt;&apos; at &apos;accessKeyId&apos;/);
    const { text } = await account.call("GetUser", { UserName: "odd<key>" });
    assert.doesNotMatch(text, /odd/);
  });

  test("can hold whatever was sent, and stays XML", async () => {
    const odd = "a\u0000\u001b\ufffe]]>&\r\n\u{1f511}";
    const { message } = await account.call("GetAccessKeyInfo", { AccessKeyId: odd });
    assert.match(message ?? "", /a\ufffd\ufffd\ufffd\]\]&gt;&amp;&#13;\n\u{1f511}/u);
  });

  test("of what nobody meant says nothing, and is logged whole", async () => {
    const fault = new Error("the disk is gone: /secret/path");
    const broken: Iam = { ...account.iam, perform: () => Promise.reject(fault) };
    const logged: unknown[] = [];
    const door = awsQuery(broken, {
      clock: { now: () => account.now() as never },
      log: { error: (_, fields) => logged.push(fields.error) },
    });
    const { body, arrival } = signed({ body: `Action=GetUser&${iam}` });
    const request = new Request("http://localhost/", { method: "POST", body: Buffer.from(body) });
    const response = await door(request, arrival);
    const text = await response.text();
    assert.equal(response.status, 500);
    assert.match(text, /<Type>Receiver<\/Type><Code>InternalFailure<\/Code>/);
    assert.doesNotMatch(text, /disk/);
    assert.deepEqual(logged, [fault]);
  });
});

describe("parameters", () => {
  const tagged = async (user: string, parameters: Readonly<Record<string, string>>) => {
    const made = await account.call("CreateUser", { UserName: user, ...parameters });
    const { text } = await account.call("ListUserTags", { UserName: user });
    return { ...made, tags: [...text.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key) };
  };

  test("of a list come in the order of their numbers, with gaps or without", async () => {
    const { tags } = await tagged("bea", {
      "Tags.member.10.Key": "ten",
      "Tags.member.10.Value": "",
      "Tags.member.2.Value": "",
      "Tags.member.2.Key": "two",
      "Tags.member.7.Key": "seven",
      "Tags.member.7.Value": "",
    });
    assert.deepEqual(tags, ["two", "seven", "ten"]);
  });

  test("of an empty list are sent as one without a number", async () => {
    assert.deepEqual((await tagged("cleo", { Tags: "" })).tags, []);
    const required = await account.call("TagUser", { UserName: "cleo", Tags: "" });
    assert.match(required.message ?? "", /Value null at &apos;tags&apos;/);
  });

  test("that the operation does not know are ignored", async () => {
    const { status, tags } = await tagged("dora", {
      Nonsense: "1",
      "UserName.member.1": "x",
      "Tags.member.0.Key": "zero",
      "Tags.member.01.Key": "one",
      "Tags.member.x.Key": "x",
      "Tags.1.Key": "flat",
      "__proto__.x": "1",
      "constructor.prototype.y": "1",
      "a.b.c.d.e.f.g.h.i.j.k": "deep",
      ["n".repeat(600)]: "long",
    });
    assert.deepEqual([status, tags], [200, []]);
  });

  test("are known by their exact name", async () => {
    const { code, message } = await account.call("CreateUser", { username: "eve" });
    assert.equal(code, "ValidationError");
    assert.match(message ?? "", /Value null at &apos;userName&apos;/);
  });

  test("that are numbers or truths are refused with all else where they are not", async () => {
    const { message } = await account.call("ListUsers", { MaxItems: "many", PathPrefix: "x" });
    assert.match(message ?? "", /^2 validation errors detected: .*&apos;maxItems&apos;/);
    for (const MaxItems of ["0", "1001", "-1", "1.5", "1e2", "9".repeat(400), " 1"]) {
      assert.equal(
        (await account.call("ListUsers", { MaxItems })).code,
        "ValidationError",
        MaxItems,
      );
    }
    assert.equal((await account.call("ListUsers", { MaxItems: "1000" })).status, 200);
  });

  test("are text in UTF-8, a plus sign is a space", async () => {
    const body = `Action=TagUser&${iam}&UserName=dora&Tags.member.1.Key=%C3%BC+a%20b&Tags.member.1.Value=%2B`;
    assert.equal((await post(body)).status, 200);
    const { text } = await account.call("ListUserTags", { UserName: "dora" });
    assert.match(text, /<Key>ü a b<\/Key><Value>\+<\/Value>/);
  });

  const malformed: readonly [string, string][] = [
    ["a lone percent sign", "a=%"],
    ["half an escape", "a=%4"],
    ["letters that are no digits", "a=%zz"],
    ["bytes that are no UTF-8", "a=%ff"],
    ["an overlong slash", "a=%c0%af"],
    ["half a surrogate pair", "a=%ed%a0%80"],
    ["a name that is no UTF-8", "%ff=a"],
  ];
  for (const [what, text] of malformed) {
    test(`with ${what} are refused before anything is looked up`, async () => {
      const before = account.asked();
      const inBody = await post(`Action=GetUser&${iam}&${text}`);
      assert.deepEqual([inBody.status, inBody.code], [400, "MalformedInput"]);
      const target = `/?Action=GetUser&${iam}`;
      const sent = signed({ method: "GET", target });
      const arrival = { ...sent.arrival, target: `${target}&${text}` };
      const inQuery = await account.send({ ...sent, arrival });
      assert.deepEqual([inQuery.status, inQuery.code], [400, "MalformedQueryString"]);
      assert.equal(account.asked(), before);
    });
  }

  test("of raw bytes that are no UTF-8 are refused", async () => {
    const body = Buffer.from(`Action=GetUser&${iam}&UserName=\xff`, "latin1");
    assert.equal((await account.send(signed({ body }))).code, "MalformedInput");
  });

  test("that are sent twice are refused, wherever", async () => {
    const twice = await post(`Action=GetUser&${iam}&Action=DeleteUser`);
    assert.equal(twice.code, "MalformedQueryString");
    const both = signed({ target: "/?UserName=ann", body: `Action=GetUser&${iam}&UserName=bea` });
    assert.equal((await account.send(both)).code, "MalformedQueryString");
  });

  test("beyond two thousand, or a mebibyte, are refused before anything is looked up", async () => {
    const before = account.asked();
    const many = Array.from({ length: 2000 }, (_, index) => `P${index}=1`).join("&");
    assert.equal((await post(`Action=GetUser&${many}`)).code, "MalformedQueryString");
    const large = await post(`Action=GetUser&${iam}&P=${"x".repeat(1 << 20)}`);
    assert.deepEqual([large.status, large.code], [413, "RequestEntityTooLarge"]);
    const told = signed({ headers: [["Content-Length", String((1 << 20) + 1)]], body: "a=1" });
    assert.equal((await account.send(told)).code, "RequestEntityTooLarge");
    assert.equal(account.asked(), before);
  });

  test("in great number cost little", async () => {
    const many = Array.from({ length: 1900 }, (_, index) => `Tags.member.${index + 1}.Key=k`);
    const { code } = await post(`Action=CreateUser&${iam}&UserName=fay&${many.join("&")}`);
    assert.equal(code, "ValidationError");
  });
});

describe("actions", () => {
  const cases: readonly [string, string, number, string, string][] = [
    [
      "an unknown one",
      `Action=ListSpaceships&${iam}`,
      400,
      "InvalidAction",
      "Could not find operation ListSpaceships for version 2010-05-08",
    ],
    [
      "one of ours that is not AWS's",
      `Action=SignOut&${iam}`,
      400,
      "InvalidAction",
      "Could not find operation SignOut for version 2010-05-08",
    ],
    [
      "a view of the console",
      `Action=GetDashboard&${iam}`,
      400,
      "InvalidAction",
      "Could not find operation GetDashboard for version 2010-05-08",
    ],
    [
      "in small letters",
      `Action=listUsers&${iam}`,
      400,
      "InvalidAction",
      "Could not find operation listUsers for version 2010-05-08",
    ],
    [
      "a word of the language",
      `Action=__proto__&${iam}`,
      400,
      "InvalidAction",
      "Could not find operation __proto__ for version 2010-05-08",
    ],
    [
      "another version",
      "Action=ListUsers&Version=2012-01-01",
      400,
      "InvalidAction",
      "Could not find operation ListUsers for version 2012-01-01",
    ],
    [
      "no version",
      "Action=ListUsers",
      400,
      "InvalidAction",
      "Could not find operation ListUsers for version NO_VERSION_SPECIFIED",
    ],
    [
      "none",
      iam,
      400,
      "MissingAction",
      "The request is missing an action or a required parameter.",
    ],
  ];
  for (const [what, body, status, code, message] of cases) {
    test(`${what}: ${code}`, async () => {
      const answer = await post(body);
      assert.deepEqual([answer.status, answer.code, answer.message], [status, code, message]);
    });
  }

  test("belong to the service that is signed for", async () => {
    const sts = signed({ body: "Action=ListUsers&Version=2011-06-15", service: "sts" });
    const answer = await account.send(sts);
    assert.equal(answer.message, "Could not find operation ListUsers for version 2011-06-15");
    assert.match(answer.text, /xmlns="https:\/\/sts.amazonaws.com/);
    const crossed = signed({ body: `Action=ListUsers&${iam}`, service: "sts" });
    assert.equal(
      (await account.send(crossed)).message,
      "Credential should be scoped to correct service: &apos;iam&apos;. ",
    );
  });
});

describe("what this door is not for:", () => {
  const cases: readonly [string, () => Signed, number][] = [
    ["another path", () => signed({ target: "/console/" }), 400],
    [
      "a whole address",
      () => ({
        ...signed({}),
        arrival: { requestId: randomUUID(), peer: "", target: "http://x/", rawHeaders: [] },
      }),
      400,
    ],
    ["another method", () => ({ ...signed({}), method: "PUT" }), 405],
    [
      "a JSON body",
      () => signed({ body: "{}", headers: [["Content-Type", "application/json"]] }),
      403,
    ],
    [
      "a form with files",
      () => signed({ headers: [["Content-Type", "multipart/form-data; boundary=x"]] }),
      403,
    ],
    [
      "a form in another charset",
      () => signed({ headers: [["Content-Type", `${formType.slice(0, -5)}utf-16`]] }),
      403,
    ],
  ];
  for (const [what, make, status] of cases) {
    test(`${what}: ${status}`, async () => {
      const before = account.asked();
      const answer = await account.send(make());
      assert.equal(answer.status, status);
      assert.doesNotMatch(answer.text, /<ErrorResponse/);
      assert.equal(account.asked(), before);
    });
  }

  test("a compressed body", async () => {
    const sent = signed({ headers: [["Content-Encoding", "gzip"]], body: `Action=GetUser&${iam}` });
    assert.equal((await account.send(sent)).code, "MalformedInput");
  });

  test("cookies: they open nothing, and hinder nothing", async () => {
    const cookie = ["Cookie", "sallyport-session=x"];
    const bare = {
      requestId: randomUUID(),
      peer: "",
      target: `/?Action=GetUser&${iam}`,
      rawHeaders: ["Host", host, ...cookie],
    };
    const answer = await account.send({ method: "GET", body: Buffer.alloc(0), arrival: bare });
    assert.equal(answer.code, "MissingAuthenticationToken");
    assert.equal((await account.call("GetUser", {}, { headers: [["Cookie", "a=b"]] })).status, 200);
  });
});

describe("signatures, with real keys", () => {
  const without = { credentials: { accessKeyId: "AKIAQWERTYUIOPASDFGH", secretAccessKey: "x" } };

  test("of an unknown key, a wrong secret, a late request", async () => {
    const outcomes: Answer[] = [
      await account.call("GetUser", {}, without),
      await account.call("GetUser", {}, { credentials: { ...account.root, secretAccessKey: "x" } }),
      await account.call("GetUser", {}, { at: account.now() - 16 * 60_000 }),
      await account.call("GetUser", {}, { credentials: { ...account.root, sessionToken: "AAAA" } }),
    ];
    assert.deepEqual(
      outcomes.map(({ status, code }) => [status, code]),
      [
        [403, "InvalidClientTokenId"],
        [403, "SignatureDoesNotMatch"],
        [403, "SignatureDoesNotMatch"],
        [403, "InvalidClientTokenId"],
      ],
    );
  });

  test("are answered with the time that they were judged by", async () => {
    const date = new Date(account.now()).toUTCString();
    const late = await account.call("GetUser", {}, { at: account.now() - 16 * 60_000 });
    const good = await account.call("GetUser");
    assert.deepEqual([late.headers.get("date"), good.headers.get("date")], [date, date]);
  });

  test("of temporary credentials, until they expire", async () => {
    const { text } = await account.call("GetSessionToken", { DurationSeconds: "900" });
    const part = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1] ?? "";
    const credentials = {
      accessKeyId: part("AccessKeyId"),
      secretAccessKey: part("SecretAccessKey"),
      sessionToken: part("SessionToken"),
    };
    assert.equal(part("Expiration"), "2026-11-24T07:01:08Z");
    for (const presign of [false, true]) {
      const target = "/?Action=GetCallerIdentity&Version=2011-06-15";
      const asked = { credentials, service: "sts", method: "GET", target, presign };
      assert.equal((await account.send(signed(asked))).status, 200);
    }
    const refused = await account.call("GetUser", {}, { credentials });
    assert.deepEqual([refused.status, refused.code], [403, "InvalidClientTokenId"]);
    assert.match(refused.message ?? "", /^The security token included in the request is invalid/);
    account.wait(15 * 60_000);
    const expired = await account.call("GetCallerIdentity", {}, { credentials });
    assert.deepEqual([expired.status, expired.code], [403, "ExpiredToken"]);
    const presigned = signed({ credentials, target: "/?Action=GetCallerIdentity", presign: true });
    assert.equal((await account.send(presigned)).code, "ExpiredToken");
  });

  test("are told when and where they were last used", async () => {
    account.wait(61_000);
    await account.call("GetCallerIdentity", {}, { region: "eu-west-1" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { text } = await account.call("GetAccessKeyLastUsed", {
      AccessKeyId: account.root.accessKeyId,
    });
    assert.match(text, /<ServiceName>sts<\/ServiceName><Region>eu-west-1<\/Region>/);
  });
});
