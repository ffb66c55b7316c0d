// The credential report as AWS's SDK fetches it: the answer is sent in pieces of unknown number, and must arrive as one.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateUserCommand,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { type AwsPlace, openAwsPlace } from "../support/aws.ts";

let place: AwsPlace;
let iam: IAMClient;

before(async () => {
  place = await openAwsPlace();
  iam = new IAMClient({
    endpoint: place.origin,
    region: "us-east-1",
    credentials: place.root,
    maxAttempts: 1,
  });
});
after(async () => {
  iam.destroy();
  await place.stop();
});

test("a report is generated, waited for and fetched", async () => {
  await assert.rejects(iam.send(new GetCredentialReportCommand({})), (error: Error) => {
    assert.equal(error.name, "CredentialReportNotPresentException");
    return true;
  });
  for (const name of ["bob", "=A1", "alice"]) {
    await iam.send(new CreateUserCommand({ UserName: name }));
  }
  const first = await iam.send(new GenerateCredentialReportCommand({}));
  assert.equal(first.State, "STARTED");
  assert.match(first.Description ?? "", /^No report exists\./);
  const isComplete = async () =>
    (await iam.send(new GenerateCredentialReportCommand({}))).State === "COMPLETE";
  while (!(await isComplete()));
  const { Content, ReportFormat, GeneratedTime } = await iam.send(
    new GetCredentialReportCommand({}),
  );
  assert.equal(ReportFormat, "text/csv");
  assert.ok(Math.abs(Date.now() - Number(GeneratedTime)) < 60_000);
  const lines = Buffer.from(Content ?? [])
    .toString()
    .split("\n");
  assert.match(lines[0] ?? "", /^user,arn,user_creation_time,.*,cert_2_last_rotated,sallyport_mfa/);
  assert.deepEqual(
    lines.slice(1).map((line) => line.split(",")[0]),
    ["<root_account>", "'=A1", "alice", "bob"],
  );
});
