// One export of each app that we read, made by the same hands as `other-apps.ts`, with what is to be found in it.

import { encodeBase32 } from "@sallyport/otp";
import type { Bytes } from "../bytes.ts";
import type { RefusalReason } from "../draft.ts";
import { addDrafts } from "../entry/contents.ts";
import { type EntryDraft, emptyContents, newEntryId } from "../entry/entry.ts";
import { exportSealed } from "../export/export.ts";
import type { ImportFormatName } from "../import/format.ts";
import { keePassFiles } from "./kee-pass.ts";
import {
  aegisFile,
  andOtpFile,
  enteFile,
  jsonBytes,
  migrationUri,
  twoFasFile,
} from "./other-apps.ts";
import { bytesOf, cheap, sampleDraft } from "./samples.ts";

export const secret = bytesOf("12345678901234567890");
const key = encodeBase32(secret);
export const password = "pässword 1";

/** The three accounts that most files below have, besides one of Steam's. */
export const expected: readonly EntryDraft[] = [
  sampleDraft({ issuer: "Deno", account: "Mason" }),
  {
    ...sampleDraft({ issuer: "SPDX", account: "James", hash: "SHA256", digits: 7 }),
    ...{ periodSeconds: 20 },
  } as EntryDraft,
  {
    ...{ kind: "hotp", secret, hash: "SHA512", digits: 8, counter: 10300 },
    ...{ issuer: "WWE", account: "Zoë" },
  },
];

const aegisDb = {
  version: 3,
  groups: [{ uuid: "g1", name: "Work" }],
  entries: [
    {
      ...{ type: "totp", name: "Mason", issuer: "Deno", note: "of mine", groups: ["g1"] },
      info: { secret: key, algo: "SHA1", digits: 6, period: 30 },
    },
    {
      ...{ type: "totp", name: "James", issuer: "SPDX", note: "", groups: [] },
      info: { secret: key, algo: "SHA256", digits: 7, period: 20 },
    },
    {
      ...{ type: "hotp", name: "Zoë", issuer: "WWE", icon: null },
      info: { secret: key, algo: "SHA512", digits: 8, counter: 10300 },
    },
    {
      ...{ type: "steam", name: "Sophia", issuer: "Boeing" },
      info: { secret: key, algo: "SHA1", digits: 5, period: 30 },
    },
  ],
};

const twoFasServices = [
  {
    ...{ name: "Deno", secret: key, groupId: "g1" },
    otp: {
      label: "Mason",
      account: "Mason",
      issuer: "Deno",
      digits: 6,
      period: 30,
      algorithm: "SHA1",
      tokenType: "TOTP",
    },
  },
  {
    ...{ name: "SPDX", secret: key },
    otp: {
      label: "James",
      account: "James",
      issuer: "SPDX",
      digits: 7,
      period: 20,
      algorithm: "SHA256",
      tokenType: "TOTP",
    },
  },
  {
    ...{ name: "WWE", secret: key },
    otp: {
      label: "Zoë",
      account: "Zoë",
      issuer: "WWE",
      digits: 8,
      algorithm: "SHA512",
      counter: 10300,
      tokenType: "HOTP",
    },
  },
  {
    ...{ name: "Boeing", secret: key },
    otp: { label: "Sophia", account: "Sophia", issuer: "Boeing", digits: 5, tokenType: "STEAM" },
  },
];
const twoFasGroups = [{ id: "g1", name: "Work" }];

const andOtp = [
  {
    secret: `${key}====`,
    issuer: "Deno",
    label: "Mason",
    digits: 6,
    type: "TOTP",
    algorithm: "SHA1",
    period: 30,
    last_used: 0,
    tags: ["Work"],
  },
  {
    secret: key,
    issuer: "SPDX",
    label: "James",
    digits: 7,
    type: "TOTP",
    algorithm: "SHA256",
    period: 20,
    tags: [],
  },
  {
    secret: key,
    issuer: "WWE",
    label: "Zoë",
    digits: 8,
    type: "HOTP",
    algorithm: "SHA512",
    counter: 10300,
    tags: [],
  },
  {
    secret: key,
    issuer: "Boeing",
    label: "Sophia",
    digits: 5,
    type: "STEAM",
    algorithm: "SHA1",
    tags: [],
  },
];

const display = encodeURIComponent(JSON.stringify({ trashed: false, tags: ["Work"], note: "" }));
const list = [
  `otpauth://totp/Deno:Mason?secret=${key}&issuer=Deno&algorithm=SHA1&digits=6&period=30&codeDisplay=${display}`,
  `otpauth://totp/SPDX:James?secret=${key}&issuer=SPDX&algorithm=SHA256&digits=7&period=20`,
  `otpauth://hotp/WWE:Zo%C3%AB?algorithm=sha512&digits=8&issuer=WWE&period=30&secret=${key}&counter=10300`,
  `otpauth://steam/Boeing:Sophia?secret=${key}&issuer=Boeing&digits=5`,
  "",
].join("\n");

/** Where the format has groups, the first account is in one. */
const inGroup = expected.map((draft, index) => (index === 0 ? { ...draft, group: "Work" } : draft));
const withNotes = inGroup.map((draft, index) =>
  index === 0 ? { ...draft, notes: "of mine" } : draft,
);

/** KeePassXC has no counters; its second and third account are written as they were in former years. */
const inKeePass: readonly EntryDraft[] = [
  ...expected.slice(1, 2),
  {
    ...sampleDraft({ issuer: "Quay & “Co”", account: "Zoë", digits: 8 }),
    periodSeconds: 60,
  } as EntryDraft,
  ...inGroup.slice(0, 1),
];
const formerSecret = bytesOf("98765432109876543210");
const keePass = () => keePassFiles(key, encodeBase32(formerSecret));

/** Google has six digits or eight, half a minute and no notes; the first code of two is shown last. */
const googleList = () =>
  [1, 0]
    .map((index) =>
      migrationUri(
        index === 0
          ? [{ secret, issuer: "Deno", name: "Deno:Mason" }]
          : [
              {
                secret,
                issuer: "WWE",
                name: "Zoë",
                algorithm: 3,
                digits: 2,
                type: 1,
                counter: 10300,
              },
              { secret, issuer: "Boeing", name: "Sophia", algorithm: 4 },
            ],
        { size: 2, index },
      ),
    )
    .join("\n");

export interface OtherExport {
  readonly what: string;
  /** What its app calls the file. */
  readonly fileName: string;
  readonly format: ImportFormatName;
  readonly file: () => Bytes | Promise<Bytes>;
  /** Opened by {@link password}. */
  readonly sealed?: boolean;
  readonly drafts: readonly EntryDraft[];
  /** Why others are left out, where it is not Steam's account alone. */
  readonly refused?: readonly RefusalReason[];
}

export const otherExports: readonly OtherExport[] = [
  {
    ...{ what: "Aegis, plain", fileName: "aegis-export-plain.json", format: "aegis" },
    file: () => jsonBytes(aegisFile(aegisDb)),
    drafts: withNotes,
  },
  {
    ...{ what: "Aegis, encrypted", fileName: "aegis-backup.json", format: "aegis", sealed: true },
    file: () => jsonBytes(aegisFile(aegisDb, password)),
    drafts: withNotes,
  },
  {
    ...{ what: "2FAS, plain", fileName: "2fas-backup.2fas", format: "2fas", drafts: inGroup },
    file: () => jsonBytes(twoFasFile(twoFasServices, twoFasGroups)),
  },
  {
    ...{ what: "2FAS, encrypted", fileName: "2fas-backup.2fas", format: "2fas", sealed: true },
    file: () => jsonBytes(twoFasFile(twoFasServices, twoFasGroups, password)),
    drafts: inGroup,
  },
  {
    ...{ what: "andOTP, plain", fileName: "otp_accounts.json", format: "andotp" },
    file: () => jsonBytes(andOtp),
    drafts: inGroup,
  },
  {
    ...{
      what: "andOTP, encrypted",
      fileName: "otp_accounts.json.aes",
      format: "andotp",
      sealed: true,
    },
    file: () => andOtpFile(andOtp, password),
    drafts: inGroup,
  },
  {
    ...{ what: "Ente, plain", fileName: "ente-auth-codes.txt", format: "otpauth" },
    file: () => bytesOf(list),
    drafts: inGroup,
  },
  {
    ...{ what: "Ente, encrypted", fileName: "ente-auth-codes.txt", format: "ente", sealed: true },
    file: () => jsonBytes(enteFile(list, password)),
    drafts: inGroup,
  },
  {
    ...{ what: "KeePassXC's XML", fileName: "people.xml", format: "keepass", drafts: inKeePass },
    file: async () => (await keePass()).xml,
    refused: ["kind", "trashed"],
  },
  {
    ...{ what: "KeePassXC's CSV", fileName: "people.csv", format: "otpauth" },
    file: async () => (await keePass()).csv,
    // It has no groups, and does not say which group is the recycle bin.
    drafts: [
      ...inKeePass.slice(0, 2),
      ...expected.slice(0, 1),
      sampleDraft({ secret: formerSecret, issuer: "Gone", account: "Mason" }),
    ],
  },
  {
    ...{ what: "Google's codes as texts", fileName: "google.txt", format: "google" },
    file: () => bytesOf(googleList()),
    drafts: [expected[0], expected[2]].filter((draft) => draft !== undefined),
    refused: ["algorithm"],
  },
  {
    ...{
      what: "our own vault",
      fileName: "sallyport-backup.vault",
      format: "sallyport",
      sealed: true,
    },
    file: () =>
      exportSealed({
        contents: addDrafts(emptyContents, expected, { atMs: 1, newId: newEntryId }),
        ...{ passphrase: password, atMs: 1, cost: cheap },
      }),
    drafts: expected,
    refused: [],
  },
];

/** KeePassXC's database: no export, and often taken for one. */
export async function keePassDatabase(): Promise<Bytes> {
  return (await keePass()).database;
}
