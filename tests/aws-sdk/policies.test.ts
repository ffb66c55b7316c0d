// Policies by AWS's own command line: written, attached, asked by the simulator, and enforced on requests that are signed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type AwsPlace, type Keys, openAwsPlace } from "../support/aws.ts";
import { askAws, refusedByAws } from "../support/aws-command-line.ts";

let place: AwsPlace;
before(async () => {
  place = await openAwsPlace();
});
after(() => place?.stop());

const ask = <Output = undefined>(keys: Keys, ...args: readonly string[]) =>
  askAws<Output>(place, keys, "iam", ...args);
const refused = (keys: Keys, ...args: readonly string[]) =>
  refusedByAws(place, keys, "iam", ...args);

const document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["iam:ListUsers", "iam:Get*"], Resource: "*" }],
};

test("a policy is written, attached, simulated, enforced and taken back", async () => {
  const { root, accountId } = place;
  const policyDocument = JSON.stringify(document);
  const { Policy } = await ask<{ Policy: Readonly<Record<string, unknown>> }>(
    root,
    ...["create-policy", "--policy-name", "Readers", "--policy-document", policyDocument],
    ...["--tags", "Key=team,Value=blue", "--description", "People who read"],
  );
  const arn = `arn:aws:iam::${accountId}:policy/Readers`;
  assert.equal(Policy["Arn"], arn);
  const version = await ask<{ PolicyVersion: { Document: unknown; IsDefaultVersion: boolean } }>(
    root,
    ...["get-policy-version", "--policy-arn", arn, "--version-id", "v1"],
  );
  assert.deepEqual(version.PolicyVersion.Document, document);

  await ask(root, "create-user", "--user-name", "reader");
  const { AccessKey } = await ask<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
    root,
    ...["create-access-key", "--user-name", "reader"],
  );
  const reader = {
    accessKeyId: AccessKey.AccessKeyId,
    secretAccessKey: AccessKey.SecretAccessKey,
  };
  const user = `arn:aws:iam::${accountId}:user/reader`;
  assert.equal(
    await refused(reader, "list-users"),
    `An error occurred (AccessDenied) when calling the ListUsers operation: User: ${user} is not authorized to perform: iam:ListUsers on resource: * because no identity-based policy allows the iam:ListUsers action`,
  );
  await ask(root, "attach-user-policy", "--user-name", "reader", "--policy-arn", arn);
  await ask(reader, "list-users");
  const simulated = await ask<{ EvaluationResults: readonly { EvalDecision: string }[] }>(
    root,
    ...["simulate-principal-policy", "--policy-source-arn", user],
    ...["--action-names", "iam:ListUsers", "iam:CreateUser"],
  );
  assert.deepEqual(
    simulated.EvaluationResults.map(({ EvalDecision }) => EvalDecision),
    ["allowed", "implicitDeny"],
  );

  const guard = "arn:aws:iam::aws:policy/SallyportRequireMFA";
  await ask(root, "attach-user-policy", "--user-name", "reader", "--policy-arn", guard);
  assert.match(await refused(reader, "list-users"), /explicit deny .*: arn:aws:iam::aws:policy/);
  await ask(reader, "list-mfa-devices");
  await ask(root, "detach-user-policy", "--user-name", "reader", "--policy-arn", guard);
  const attached = await ask<{ AttachedPolicies: unknown }>(
    root,
    ...["list-attached-user-policies", "--user-name", "reader"],
  );
  assert.deepEqual(attached.AttachedPolicies, [{ PolicyName: "Readers", PolicyArn: arn }]);
  const entities = await ask<{ PolicyUsers: readonly { UserName: string }[] }>(
    root,
    ...["list-entities-for-policy", "--policy-arn", arn],
  );
  assert.equal(entities.PolicyUsers[0]?.UserName, "reader");
  assert.match(
    await refused(root, "delete-policy", "--policy-arn", arn),
    /\(DeleteConflict\).* Cannot delete a policy attached to entities\.$/,
  );
});

test("inline policies, boundaries and lists come as AWS's client reads them", async () => {
  const { root } = place;
  await ask(root, "create-group", "--group-name", "team");
  const policyDocument = JSON.stringify(document);
  await ask(
    root,
    ...["put-group-policy", "--group-name", "team", "--policy-name", "inline"],
    ...["--policy-document", policyDocument],
  );
  const inline = await ask<{ PolicyDocument: unknown }>(
    root,
    ...["get-group-policy", "--group-name", "team", "--policy-name", "inline"],
  );
  assert.deepEqual(inline.PolicyDocument, document);
  const boundary = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
  const { User } = await ask<{ User: Readonly<Record<string, unknown>> }>(
    root,
    ...["create-user", "--user-name", "bound", "--permissions-boundary", boundary],
  );
  assert.deepEqual(User["PermissionsBoundary"], {
    PermissionsBoundaryType: "Policy",
    PermissionsBoundaryArn: boundary,
  });
  const { Policies } = await ask<{ Policies: readonly { PolicyName: string }[] }>(
    root,
    ...["list-policies", "--scope", "AWS", "--page-size", "3"],
  );
  assert.ok(Policies.some(({ PolicyName }) => PolicyName === "SallyportRequireMFA"));
  const bad = '{"Version": "2012-10-17", "Statement": [{"Effect": "allow"}]}';
  assert.equal(
    await refused(root, ...["create-policy", "--policy-name", "Bad", "--policy-document", bad]),
    "An error occurred (MalformedPolicyDocument) when calling the CreatePolicy operation: The policy failed legacy parsing",
  );
});
