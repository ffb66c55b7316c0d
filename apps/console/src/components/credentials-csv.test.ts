import assert from "node:assert/strict";
import { test } from "node:test";
import { credentialsCsv } from "./credentials-csv.ts";

const signInUrl = "https://iam.example.com/signin/123456789012";

test("the file has AWS's columns and one row", () => {
  assert.equal(
    credentialsCsv({ userName: "alice", password: "k3#Q!x", signInUrl }),
    `User name,Password,Console sign-in URL\r\nalice,k3#Q!x,${signInUrl}\r\n`,
  );
});

test("a comma or a quotation mark in a password arrives as it is", () => {
  const csv = credentialsCsv({ userName: "a,b", password: 'x"y,=', signInUrl });
  assert.equal(csv.split("\r\n")[1], `"a,b","x""y,=",${signInUrl}`);
});
