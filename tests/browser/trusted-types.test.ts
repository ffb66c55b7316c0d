// What an injection would need is not there: no page of ours turns text into markup or script, whoever asks it to.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { browser } from "../support/authenticator-stage.ts";
import { mouse } from "../support/hands.ts";
import { startLab } from "../support/installation.ts";
import { Visitor } from "../support/visitor.ts";
import { SignIn } from "./pages/sign-in.ts";

test("in the sign-in pages, the console and the authenticator, text becomes neither markup nor script", async () => {
  const lab = await startLab();
  const context = await (await browser()).newContext();
  try {
    const page = await context.newPage();
    const visitor = new Visitor(page, mouse, lab.origin);
    await visitor.open("/signin");
    assert.deepEqual(await attempts(page), refused, "the sign-in page");
    await new SignIn(visitor).asRoot(lab.root);
    await page.waitForURL(/\/console\//);
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.deepEqual(await attempts(page), refused, "the console");
    await page.goto(lab.origin.replace("localhost", "authenticator.localhost"));
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.deepEqual(await attempts(page), refused, "the authenticator");
  } finally {
    await context.close();
    await lab.stop();
  }
});

const refused = {
  markup: "TypeError",
  "a script's address": "TypeError",
  "a script's text": "TypeError",
  "a service worker's address": "TypeError",
  "a worker's address": "TypeError",
  "a policy of one's own": "TypeError",
};

/** What came of each way to turn text into script: the name of the error, or that it worked. */
function attempts(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const script = () => document.createElement("script");
    const types = (
      globalThis as unknown as Record<"trustedTypes", Record<string, CallableFunction>>
    ).trustedTypes;
    const ways: Record<string, () => unknown> = {
      markup: () => {
        document.createElement("div").innerHTML = "<img src=x>";
      },
      "a script's address": () => {
        script().src = "/assets/index.js";
      },
      "a script's text": () => {
        script().text = "1";
      },
      "a service worker's address": () => navigator.serviceWorker.register("/assets/index.js"),
      "a worker's address": () => new Worker("/assets/index.js"),
      "a policy of one's own": () => types["createPolicy"]?.("own", {}),
    };
    const outcomes: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(ways)) {
      outcomes[name] = await Promise.resolve()
        .then(attempt)
        .then(
          () => "worked",
          (error: Error) => error.name,
        );
    }
    return outcomes;
  });
}
