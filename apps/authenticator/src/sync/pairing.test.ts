import assert from "node:assert/strict";
import { test } from "node:test";
import { systemName } from "./device-name.ts";
import { findPairingCode, tidyCode, tidyName } from "./pairing.ts";

test("the console's QR code is known, and nothing else passes for one", () => {
  const server = "https://id.example.com";
  const text = `sallyport-sync:${JSON.stringify({ server, code: "ABCD-EFGH" })}`;
  assert.deepEqual(findPairingCode(` ${text}\n`), { server, code: "ABCD-EFGH" });
  for (const other of [
    "",
    "ABCD-EFGH",
    "otpauth://totp/a?secret=MFRGG",
    "sallyport-sync:",
    "sallyport-sync:null",
    'sallyport-sync:{"server":1,"code":"A"}',
    'sallyport-sync:{"code":"A"}',
    `x${text}`,
  ]) {
    assert.equal(findPairingCode(other), undefined, other);
  }
});

test("a typed code may have small letters, spaces and any dash", () => {
  assert.equal(tidyCode(" abcd efgh\u2013ijkl - MNOP "), "ABCD-EFGH-IJKL-MNOP");
  assert.equal(tidyCode("  "), "");
});

test("a name loses what no list can show", () => {
  assert.equal(tidyName(" Anna\u2019s\u202e phone\n"), "Anna\u2019s phone");
});

test("a device is called by its system until somebody says better", () => {
  for (const [agent, name] of [
    ["Mozilla/5.0 (Linux; Android 15; Pixel 8) Chrome/140", "Android"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "iPhone"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "Mac"],
    ["Mozilla/5.0 (X11; Linux x86_64)", "Linux"],
    ["odd", "Browser"],
  ] as const) {
    assert.equal(systemName(agent), name);
  }
});
