// Every export of another app: chosen as a file, looked at before it comes in, and then showing oathtool's codes.

import assert from "node:assert/strict";
import { encodeBase32 } from "@sallyport/otp";
import {
  keePassDatabase,
  type OtherExport,
  otherExports,
  password,
} from "@sallyport/vault/testing";
import { chooseFile, link, qrFile, scene, secret } from "../support/authenticator-stage.ts";
import { hotp } from "../support/oathtool.ts";
import type { Authenticator } from "./pages/authenticator.ts";

type Draft = OtherExport["drafts"][number];

const formatNames: Readonly<Record<OtherExport["format"], string>> = {
  "2fas": "2FAS",
  aegis: "Aegis",
  andotp: "andOTP",
  ente: "Ente Auth",
  google: "Google Authenticator",
  keepass: "KeePassXC",
  otpauth: "otpauth links",
  sallyport: "backup of this app",
};

for (const { what, fileName, format, file, sealed, drafts, refused = ["kind"] } of otherExports) {
  scene(`${what}: its accounts come in, with the codes that they had`, async ({ device }) => {
    const app = await device();
    const { visitor } = app;
    await app.createVault();
    await app.goTo("backup");
    await chooseFile(app, fileName, Buffer.from(await file()));
    await visitor.sees(`${fileName} – ${formatNames[format]}`);
    if (sealed === true) await openSealed(app);

    const question = `Add ${drafts.length} accounts?`;
    await visitor.find("heading", question).waitFor();
    const listed = await visitor.page.locator(".preview-part li").allTextContents();
    const left = listed.splice(drafts.length);
    assert.deepEqual(listed.map(withoutLetter), drafts.map(titleOf));
    assert.equal(left.length, refused.length, left.join());
    if (refused.length > 0) await visitor.sees(`${refused.length} cannot be added`);
    if (what === "Aegis, encrypted") await visitor.checkScreen("authenticator-import");
    await visitor.press(`Add ${drafts.length} accounts`);
    for (const draft of drafts) await showsItsCodes(app, draft);
    assert.deepEqual(await app.titles(), drafts.map(headOf));
  });
}

async function openSealed({ visitor }: Authenticator): Promise<void> {
  await visitor.type("Passphrase of the file", "Password 1");
  await visitor.press("Open the file");
  await visitor.sees(/^That passphrase does not open this file/);
  await visitor.type("Passphrase of the file", password);
  await visitor.press("Open the file");
}

const headOf = ({ name, issuer }: Draft) => name ?? issuer;
const titleOf = (draft: Draft) => `${headOf(draft)} (${draft.account})`;
/** What a person sees before the name is a picture of it. */
const withoutLetter = (text: string) => text.trim().replace(/^\S\s*/u, "");

async function showsItsCodes(app: Authenticator, draft: Draft): Promise<void> {
  const key = encodeBase32(draft.secret);
  const { hash, digits } = draft;
  if (draft.kind === "totp") {
    const { periodSeconds } = draft;
    return app.showsCodesOf(headOf(draft), key, { hash, digits, periodSeconds });
  }
  for (const counter of [draft.counter, draft.counter + 1]) {
    const code = await hotp(key, counter, { hash, digits });
    await app.visitor.press(`New code for ${titleOf(draft)}`);
    await app.visitor.page.getByRole("button", { name: [...code].slice(0, 3).join(" ") }).waitFor();
    assert.equal(await app.code(headOf(draft)), code);
  }
}

scene("a file that is none says what to do instead, and nothing is added", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await app.addLink(link("Harbour"));
  await app.code("Harbour");
  await app.goTo("backup");
  const exportOf = async (name: string) => {
    const found = otherExports.find(({ what }) => what === name);
    assert.ok(found, name);
    return Buffer.from(await found.file());
  };
  const cut = async (name: string) => {
    const whole = await exportOf(name);
    return whole.subarray(0, whole.length - 20);
  };
  const files: readonly (readonly [string | Buffer, string | RegExp])[] = [
    ["", "The file is empty."],
    ["dear diary", "This is no export of an authenticator that can be read here."],
    ["x".repeat(1_000_000), "This is no export of an authenticator that can be read here."],
    [await cut("Aegis, plain"), "The file breaks off: it was not saved or copied whole."],
    [await cut("2FAS, encrypted"), "The file breaks off: it was not saved or copied whole."],
    [await cut("KeePassXC's XML"), "The file breaks off: it was not saved or copied whole."],
    [await cut("KeePassXC's CSV"), "The file breaks off: it was not saved or copied whole."],
    [Buffer.from(await keePassDatabase()), /^That is a KeePass database\. Export it/],
    ["-----BEGIN PGP MESSAGE-----\n", /^The file is encrypted with OpenPGP\. Decrypt it/],
    [Buffer.from("PK\x03\x04"), /^That is a ZIP archive\. Unpack it/],
    [await qrFile(visitor.page, link("Pier")), /^That is a picture, and no file with accounts\./],
  ];
  for (const [content, words] of files) {
    await chooseFile(app, "dear-diary.txt", ""); // so that the sentence before is gone
    await visitor.sees("The file is empty.");
    await chooseFile(app, "export.json", content);
    await visitor.sees(words);
  }
  await visitor.checkScreen("authenticator-import-refused");
  await chooseFile(app, "backup.vault", await cut("our own vault"));
  await visitor.type("Passphrase of the file", password);
  await visitor.press("Open the file");
  await visitor.sees("The file is damaged: some of it is missing or was changed.");
  await app.goTo("");
  await app.showsCodesOf("Harbour", secret);
  assert.deepEqual(await app.titles(), ["Harbour"]);
});
