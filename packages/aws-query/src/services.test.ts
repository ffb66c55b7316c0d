import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as iamClient from "@aws-sdk/client-iam";
import * as stsClient from "@aws-sdk/client-sts";
import { answeredActions } from "./services.ts";
import { actionsOf, pagePath, renderPage } from "./testing/actions-page.ts";

test("every action of IAM and STS is on the page, with whether it is answered", () => {
  assert.equal(
    readFileSync(pagePath, "utf8"),
    renderPage(),
    "run node packages/aws-query/src/testing/actions-page.ts",
  );
  assert.ok(actionsOf(iamClient).length >= 180);
  assert.ok(actionsOf(stsClient).length >= 11);
});

test("what is answered is AWS's, and bears AWS's name", () => {
  for (const action of answeredActions("iam"))
    assert.ok(actionsOf(iamClient).includes(action), action);
  for (const action of answeredActions("sts"))
    assert.ok(actionsOf(stsClient).includes(action), action);
});
