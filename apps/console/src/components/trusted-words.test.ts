import assert from "node:assert/strict";
import { test } from "node:test";
import { trustedWords } from "./trusted-words.ts";

const own = "123456789012";
const rows: readonly (readonly [string, string])[] = [
  ["*", "Everybody"],
  [own, "This account"],
  [`arn:aws:iam::${own}:root`, "This account"],
  ["arn:aws:iam::999999999999:root", "Account 999999999999"],
  [`arn:aws:iam::${own}:user/staff/alice`, "User alice"],
  ["arn:aws:iam::999999999999:role/Deploy", "Role Deploy in 999999999999"],
  ["AIDAQWERTYUIOPASDFGHJ", "AIDAQWERTYUIOPASDFGHJ (deleted)"],
  [`not arn:aws:iam::${own}:user/bob`, "everybody but: User bob"],
  ["ec2.amazonaws.com", "ec2.amazonaws.com"],
  [`arn:aws:sts::${own}:assumed-role/R/s`, `arn:aws:sts::${own}:assumed-role/R/s`],
];

for (const [principal, words] of rows) {
  test(`${principal} is ${words}`, () => assert.equal(trustedWords(principal, own), words));
}
