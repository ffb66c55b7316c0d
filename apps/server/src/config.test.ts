import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import {
  authenticatorUrlOf,
  ConfigFault,
  publicUrlOf,
  readConfig,
  senderOf,
  variables,
} from "./config.ts";

const read = (env: Readonly<Record<string, string>> = {}) => readConfig(env, "/srv/sallyport");
const key = Buffer.alloc(32, 7).toString("base64");

function faultOf(env: Readonly<Record<string, string>>): string {
  try {
    read(env);
  } catch (error) {
    assert.ok(error instanceof ConfigFault, String(error));
    return error.message;
  }
  assert.fail(`no fault in ${JSON.stringify(env)}`);
}

describe("without any setting", () => {
  test("it listens on this machine alone and keeps everything in ./data", () => {
    const { trustedProxies, ...config } = read({ PATH: "/bin", HOME: "/root" });
    assert.deepEqual(config, {
      listen: { host: "127.0.0.1", port: 6238 },
      publicUrl: undefined,
      authenticatorUrl: undefined,
      dataDirectory: "/srv/sallyport/data",
      database: { kind: "sqlite", file: "/srv/sallyport/data/sallyport.db" },
      masterKey: { kind: "file", path: "/srv/sallyport/data.key" },
      previousMasterKey: undefined,
      mail: { kind: "folder", directory: "/srv/sallyport/data/outbox" },
      totpWindow: 1,
      usersQuota: 5000,
      iamRegions: ["us-east-1"],
      auditDays: undefined,
    });
    assert.ok(!trustedProxies.trusts("127.0.0.1"));
    assert.equal(publicUrlOf(config, 6238), "http://localhost:6238");
  });

  test("an empty variable is an unset one", () => {
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, ""]));
    assert.deepEqual(
      { ...read(empty), trustedProxies: undefined },
      { ...read(), trustedProxies: undefined },
    );
  });
});

describe("SALLYPORT_LISTEN", () => {
  const good: readonly (readonly [string, string, number])[] = [
    ["0.0.0.0:80", "0.0.0.0", 80],
    ["[::1]:6238", "::1", 6238],
    ["[::]:0", "::", 0],
    ["localhost:65535", "localhost", 65535],
    ["iam.example.com:443", "iam.example.com", 443],
  ];
  for (const [text, host, port] of good) {
    test(`takes ${text}`, () => {
      assert.deepEqual(read({ SALLYPORT_LISTEN: text }).listen, { host, port });
    });
  }
  for (const bad of [
    "6238",
    ":6238",
    "127.0.0.1",
    "::1:6238",
    "[::1]",
    "[127.0.0.1]:1",
    "300.1.1.1:80",
    "a b:1",
    "localhost:65536",
    "localhost:-1",
    "http://localhost:1",
  ]) {
    test(`refuses ${bad}`, () => {
      assert.match(
        faultOf({ SALLYPORT_LISTEN: bad }),
        /^The configuration is wrong: SALLYPORT_LISTEN must be an address and a port/,
      );
    });
  }
});

describe("SALLYPORT_PUBLIC_URL", () => {
  const good: readonly (readonly [string, string])[] = [
    ["https://iam.example.com", "https://iam.example.com"],
    ["https://IAM.example.com:443/", "https://iam.example.com"],
    ["https://iam.example.com:8443", "https://iam.example.com:8443"],
    ["http://localhost:6238", "http://localhost:6238"],
    ["http://iam.localhost:6238", "http://iam.localhost:6238"],
    ["http://127.0.0.1:6238", "http://127.0.0.1:6238"],
    ["http://[::1]:6238", "http://[::1]:6238"],
  ];
  for (const [text, origin] of good) {
    test(`takes ${text}`, () => {
      assert.equal(read({ SALLYPORT_PUBLIC_URL: text }).publicUrl, origin);
    });
  }
  for (const bad of [
    "iam.example.com",
    "https://",
    "https://iam.example.com/iam",
    "https://iam.example.com/?",
    "https://iam.example.com?a=b",
    "https://iam.example.com#x",
    "https://user:pw@iam.example.com",
    "ftp://iam.example.com",
    "http://0.0.0.0:6238",
    "javascript:alert(1)",
  ]) {
    test(`refuses ${bad}`, () => {
      assert.match(
        faultOf({ SALLYPORT_PUBLIC_URL: bad }),
        /SALLYPORT_PUBLIC_URL must be scheme, host and port/,
      );
    });
  }
  for (const clear of [
    "http://iam.example.com",
    "http://192.0.2.1:6238",
    "http://localhost.example.com",
  ]) {
    test(`refuses ${clear}, where passwords would travel in the clear`, () => {
      assert.match(faultOf({ SALLYPORT_PUBLIC_URL: clear }), /must begin with https:\/\//);
    });
  }
});

describe("SALLYPORT_AUTHENTICATOR_URL", () => {
  const urlOf = (env: Readonly<Record<string, string>>, publicUrl = "http://localhost:6238") =>
    authenticatorUrlOf(read(env), env["SALLYPORT_PUBLIC_URL"] ?? publicUrl);

  test("by default a second name of this machine, and none where others come", () => {
    assert.equal(urlOf({}), "http://authenticator.localhost:6238");
    assert.equal(urlOf({}, "http://localhost"), "http://authenticator.localhost");
    assert.equal(
      urlOf({ SALLYPORT_PUBLIC_URL: "http://127.0.0.1:7000" }),
      "http://authenticator.localhost:7000",
    );
    assert.equal(urlOf({ SALLYPORT_PUBLIC_URL: "http://authenticator.localhost:7000" }), undefined);
    assert.equal(urlOf({ SALLYPORT_PUBLIC_URL: "https://iam.example.com" }), undefined);
  });

  test("is what is set, or off", () => {
    const set = { SALLYPORT_PUBLIC_URL: "https://iam.example.com" };
    const url = "https://codes.example.com";
    assert.equal(urlOf({ ...set, SALLYPORT_AUTHENTICATOR_URL: `${url}/` }), url);
    assert.equal(urlOf({ SALLYPORT_AUTHENTICATOR_URL: "off" }), undefined);
  });

  for (const [publicUrl, url] of [
    ["https://iam.example.com", "https://iam.example.com"],
    ["https://iam.example.com", "https://iam.example.com:8443"],
    ["", "http://localhost:7000"],
    ["http://localhost:6238", "http://127.0.0.1:6239"],
    ["http://[::1]:6238", "http://localhost:6238"],
  ] as const) {
    test(`refuses ${url} beside ${publicUrl || "the default"}: a port is no wall`, () => {
      assert.match(
        faultOf({ SALLYPORT_PUBLIC_URL: publicUrl, SALLYPORT_AUTHENTICATOR_URL: url }),
        /SALLYPORT_AUTHENTICATOR_URL must have another host name/,
      );
    });
  }

  for (const bad of ["authenticator.example.com", "http://codes.example.com", "on"]) {
    test(`refuses ${bad}`, () => {
      assert.match(
        faultOf({ SALLYPORT_AUTHENTICATOR_URL: bad }),
        /SALLYPORT_AUTHENTICATOR_URL must (be scheme, host and port|begin with https)/,
      );
    });
  }
});

describe("SALLYPORT_DATABASE", () => {
  const good: readonly (readonly [string, unknown])[] = [
    ["sqlite:iam.db", { kind: "sqlite", file: "/srv/sallyport/data/iam.db" }],
    ["sqlite:../iam.db", { kind: "sqlite", file: "/srv/sallyport/iam.db" }],
    ["sqlite:/var/lib/iam.db", { kind: "sqlite", file: "/var/lib/iam.db" }],
    ["sqlite:///var/lib/iam.db", { kind: "sqlite", file: "/var/lib/iam.db" }],
    ["sqlite::memory:", { kind: "memory" }],
    ["postgres://u:p@db/iam", { kind: "postgres", url: "postgres://u:p@db/iam" }],
    [
      "postgresql:///iam?host=/run/postgresql",
      { kind: "postgres", url: "postgresql:///iam?host=/run/postgresql" },
    ],
  ];
  for (const [text, database] of good) {
    test(`takes ${text}`, () => {
      assert.deepEqual(read({ SALLYPORT_DATABASE: text }).database, database);
    });
  }
  for (const bad of [
    "iam.db",
    "sqlite:",
    "sqlite:dir/",
    "sqlite://iam.db",
    "sqlite::memory",
    "mysql://db",
    "postgres:",
  ]) {
    test(`refuses ${bad}`, () => {
      assert.match(faultOf({ SALLYPORT_DATABASE: bad }), /SALLYPORT_DATABASE must be sqlite:FILE/);
    });
  }
});

describe("the master key's settings", () => {
  test("the previous one's are the same, and none by default", () => {
    assert.equal(read({}).previousMasterKey, undefined);
    assert.deepEqual(read({ SALLYPORT_PREVIOUS_MASTER_KEY_FILE: "keys/a" }).previousMasterKey, {
      kind: "file",
      path: "/srv/sallyport/keys/a",
    });
    assert.deepEqual(read({ SALLYPORT_PREVIOUS_MASTER_KEY: key }).previousMasterKey, {
      kind: "text",
      text: key,
    });
    assert.deepEqual(read({ SALLYPORT_PREVIOUS_MASTER_KEY_COMMAND: "pass" }).previousMasterKey, {
      kind: "command",
      command: "pass",
    });
    assert.match(
      faultOf({
        SALLYPORT_PREVIOUS_MASTER_KEY: key,
        SALLYPORT_PREVIOUS_MASTER_KEY_FILE: "a",
      }),
      /Only one of SALLYPORT_PREVIOUS_MASTER_KEY_FILE, SALLYPORT_PREVIOUS_MASTER_KEY may be set/,
    );
  });

  test("a file, the key itself or a command", () => {
    assert.deepEqual(read({ SALLYPORT_MASTER_KEY_FILE: "keys/a" }).masterKey, {
      kind: "file",
      path: "/srv/sallyport/keys/a",
    });
    assert.deepEqual(read({ SALLYPORT_MASTER_KEY: `${key}\n` }).masterKey, {
      kind: "text",
      text: key,
    });
    assert.deepEqual(read({ SALLYPORT_MASTER_KEY_COMMAND: "pass show iam" }).masterKey, {
      kind: "command",
      command: "pass show iam",
    });
    assert.deepEqual(read({ SALLYPORT_DATA_DIR: "/var/lib/iam" }).masterKey, {
      kind: "file",
      path: "/var/lib/iam.key",
    });
  });

  test("only one of them", () => {
    assert.match(
      faultOf({ SALLYPORT_MASTER_KEY: key, SALLYPORT_MASTER_KEY_FILE: "a" }),
      /Only one of SALLYPORT_MASTER_KEY_FILE, SALLYPORT_MASTER_KEY may be set/,
    );
  });
});

describe("SALLYPORT_SMTP_URL", () => {
  const smtp = (text: string) => read({ SALLYPORT_SMTP_URL: text }).mail;
  const sender = (text: string, publicUrl = "https://iam.example.com") =>
    senderOf(smtp(text), publicUrl).address;

  test("says who mails are from, as well as it can", () => {
    assert.equal(sender("smtp://mail:25"), "sallyport@iam.example.com");
    assert.equal(sender("smtp://mail:25", "http://127.0.0.1:6238"), "sallyport@localhost");
    assert.equal(sender("smtps://iam%40example.org:pw@mail"), "iam@example.org");
    assert.equal(sender("smtps://user:pw@mail?from=iam@example.org"), "iam@example.org");
    assert.equal(senderOf(read().mail, "http://localhost:6238").address, "sallyport@localhost");
  });

  test("keeps its own options, and the sender is not one of them", () => {
    const mail = smtp("smtp://mail:25?from=a@b&requireTLS=false");
    assert.equal(mail.kind === "smtp" && mail.url.href, "smtp://mail:25?requireTLS=false");
  });

  for (const bad of [
    "mail:25",
    "http://mail",
    "smtp://",
    "smtp://mail?from=a,b@c",
    "smtp://mail?from=a@b%0d%0aBcc:x@y",
  ]) {
    test(`refuses ${bad}`, () => {
      assert.match(faultOf({ SALLYPORT_SMTP_URL: bad }), /SALLYPORT_SMTP_URL must be smtp:/);
    });
  }
});

test("SALLYPORT_TRUSTED_PROXIES takes addresses and networks", () => {
  const { trusts } = read({
    SALLYPORT_TRUSTED_PROXIES: "10.0.0.0/8, 127.0.0.1 2001:db8::/32",
  }).trustedProxies;
  assert.ok(["10.1.2.3", "127.0.0.1", "2001:db8::1"].every(trusts));
  assert.ok(!["11.0.0.1", "127.0.0.2", "::1"].some(trusts));
  for (const bad of ["10.0.0.0/33", "proxy.example.com", "10.0.0", "*"]) {
    assert.match(
      faultOf({ SALLYPORT_TRUSTED_PROXIES: bad }),
      /SALLYPORT_TRUSTED_PROXIES must be addresses/,
    );
  }
});

test("SALLYPORT_TOTP_WINDOW is 0, 1 or 2", () => {
  assert.equal(read({ SALLYPORT_TOTP_WINDOW: "0" }).totpWindow, 0);
  for (const bad of ["3", "-1", "1.0", "one"]) {
    assert.match(
      faultOf({ SALLYPORT_TOTP_WINDOW: bad }),
      /SALLYPORT_TOTP_WINDOW must be 0, 1 or 2/,
    );
  }
});

test("SALLYPORT_IAM_REGIONS are regions, separated by commas", () => {
  const regions = (text: string) => read({ SALLYPORT_IAM_REGIONS: text }).iamRegions;
  assert.deepEqual(regions("eu-central-1"), ["eu-central-1"]);
  assert.deepEqual(regions(" us-east-1, local "), ["us-east-1", "local"]);
  for (const bad of ["*", "us-east-1,", "US-EAST-1", "us east 1", "a/b", "-a", "a".repeat(33)])
    assert.match(faultOf({ SALLYPORT_IAM_REGIONS: bad }), /SALLYPORT_IAM_REGIONS must be regions/);
});

test("SALLYPORT_USERS_QUOTA is a number of users", () => {
  assert.equal(read({ SALLYPORT_USERS_QUOTA: "1000000" }).usersQuota, 1_000_000);
  for (const bad of ["0", "-1", "1e6", "1.5", "1000000000"]) {
    assert.match(faultOf({ SALLYPORT_USERS_QUOTA: bad }), /SALLYPORT_USERS_QUOTA must be a whole/);
  }
});

describe("what is wrong is said", () => {
  test("all of it at once", () => {
    const fault = faultOf({
      SALLYPORT_LISTEN: "nowhere",
      SALLYPORT_TOTP_WINDOW: "9",
      SALLYPORT_PUBLIC_URl: "https://iam.example.com",
      SALLYPORT_TEST_CLOCK: "1",
    });
    assert.match(fault, /^The configuration is wrong:\n(?: {2}SALLYPORT_\S+ .*\n?){4}$/);
    assert.match(
      fault,
      /SALLYPORT_PUBLIC_URl is not a setting of Sallyport; did you mean SALLYPORT_PUBLIC_URL\?/,
    );
    assert.match(fault, /SALLYPORT_TEST_CLOCK is not a setting of Sallyport\./);
  });

  test("without repeating a secret", () => {
    const secret = "s3cr3t-and-more";
    const fault = faultOf({
      SALLYPORT_MASTER_KEY: secret,
      SALLYPORT_SMTP_URL: `ftp://user:${secret}@mail`,
      SALLYPORT_DATABASE: `mysql://user:${secret}@db`,
      SALLYPORT_UNKNOWN: secret,
    });
    assert.ok(!fault.includes(secret), fault);
  });
});

test("the reference page has every setting, with its default and its meaning", async () => {
  const page = await readFile(
    new URL("../../../docs/reference/configuration.md", import.meta.url),
    "utf8",
  );
  const rows = page.matchAll(/^\| `(SALLYPORT_\w+)` \| (?:`([^`]*)`|) *\| (.*) \|$/gm);
  const documented = [...rows].map(([, name, byDefault = "", meaning]) => [
    name,
    byDefault,
    meaning,
  ]);
  const inCode = Object.entries(variables).map(([name, { byDefault, meaning }]) => [
    name,
    byDefault,
    meaning,
  ]);
  assert.deepEqual(documented, inCode);
});
