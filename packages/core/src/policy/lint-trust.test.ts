// Advice on trust policies that let an identity provider's people in.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkDocument } from "./check-document.ts";
import { lintTrust } from "./lint-trust.ts";

const arn = (rest: string) => `arn:aws:iam::123456789012:${rest}`;
const issuer = "ID.example.com/realms/works";
const provider = arn(`oidc-provider/${issuer}`);

function adviceOn(statement: object): readonly string[] {
  const source = JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithWebIdentity",
      ...statement,
    },
  });
  const { document, faults } = checkDocument(source, { kind: "trust", managed: false });
  assert.ok(document, JSON.stringify(faults));
  return lintTrust(document, { accountId: "123456789012", most: 2048 }).map(
    ({ code, at }) => `${code} ${source.slice(at.start, at.end)}`,
  );
}

const whole = [`trustsWholeIssuer "${provider}"`];
const when = (...claims: readonly string[]) => ({
  Condition: {
    StringEquals: Object.fromEntries(claims.map((claim) => [`${issuer}:${claim}`, "x"])),
  },
});

describe("whoever trusts an issuer is told to say whom of its people,", () => {
  const rows: Readonly<Record<string, readonly [statement: object, advice: readonly string[]]>> = {
    "where nothing is asked": [{}, whole],
    "where the audience alone is": [when("aud", "oaud"), whole],
    "where another issuer's subject is": [
      { Condition: { StringEquals: { "other.example.com:sub": "x" } } },
      whole,
    ],
    "where only the address is": [
      { Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } },
      whole,
    ],
    "but not where the subject is asked": [when("aud", "sub"), []],
    "nor in other letters": [
      { Condition: { StringLike: { [`${issuer.toLowerCase()}:SUB`]: "x*" } } },
      [],
    ],
    "nor where another claim is": [when("repository"), []],
    "nor where it is denied": [{ Effect: "Deny" }, []],
    "nor of a SAML provider": [
      { Principal: { Federated: arn("saml-provider/Works") }, Action: "sts:AssumeRoleWithSAML" },
      [],
    ],
  };
  for (const [name, [statement, advice]] of Object.entries(rows)) {
    test(name, () => {
      assert.deepEqual(adviceOn(statement), advice);
    });
  }
});
