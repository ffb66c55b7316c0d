import assert from "node:assert/strict";
import { test } from "node:test";
import { describeUserAgent } from "./user-agent.ts";

const agents: readonly {
  readonly text: string;
  readonly browser: string | undefined;
  readonly system: string | undefined;
}[] = [
  {
    text: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    browser: "Chrome",
    system: "Windows",
  },
  {
    text: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    browser: "Edge",
    system: "Windows",
  },
  {
    text: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    browser: "Firefox",
    system: "Linux",
  },
  {
    text: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
    browser: "Safari",
    system: "macOS",
  },
  {
    text: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    browser: "Safari",
    system: "iPhone",
  },
  {
    text: "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
    browser: "Chrome",
    system: "iPad",
  },
  {
    text: "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    browser: "Chrome",
    system: "Android",
  },
  { text: "curl/8.5.0", browser: "curl", system: undefined },
  { text: "", browser: undefined, system: undefined },
];

for (const { text, browser, system } of agents) {
  test(`${browser ?? "no known browser"} on ${system ?? "no known system"} is recognised`, () => {
    assert.deepEqual(describeUserAgent(text), { browser, system });
  });
}
