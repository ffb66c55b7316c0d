import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { describe, test } from "node:test";
import type { Profile } from "./profile.ts";
import type { Session } from "./session.ts";
import { standingOf } from "./standing.ts";

const kept: Session = {
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "AQoDYXdzEPT//////////wEXAMPLE",
  expiration: "2026-11-24T18:00:00Z",
  lateMs: 0,
};

/** What is at the address, and what came of asking there when the server had last vouched so many milliseconds ago. */
async function ask({ answer, agoMs }: { answer: RequestListener | undefined; agoMs?: number }) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers["x-amz-security-token"]?.toString());
    answer?.(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const profile = profileAt(server);
  if (answer === undefined) await close(server);
  const nowMs = Date.now();
  let vouchedAt = agoMs === undefined ? undefined : nowMs - agoMs;
  try {
    const standing = await standingOf(kept, {
      profile,
      cache: {
        vouchedAt: async () => vouchedAt,
        vouch: async (_session, atMs) => {
          vouchedAt = atMs;
        },
      },
      now: () => nowMs,
    });
    return { standing, asked, vouchedNow: vouchedAt === nowMs };
  } finally {
    if (answer !== undefined) await close(server);
  }
}

function profileAt(server: Server): Profile {
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return {
    name: "key",
    endpoint: new URL(`http://127.0.0.1:${address.port}`),
    region: "us-east-1",
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "the profile's own, which does not sign this",
    mfaSerial: undefined,
    durationSeconds: undefined,
    role: undefined,
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

const says =
  (status: number, body: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status).end(body);
const refuses = (code: string, message = "No.") =>
  says(403, `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error>`);

describe("a kept session", () => {
  test("that the server stands by is good for a minute from then on", async () => {
    const { standing, asked, vouchedNow } = await ask({ answer: says(200, "<Arn/>") });
    assert.deepEqual([standing.kind, vouchedNow], ["good", true]);
    assert.deepEqual(asked, [kept.sessionToken], "asked by its own token, once");
  });

  for (const [agoMs, times] of [
    [0, 0],
    [59_999, 0],
    [60_000, 1],
    [-1, 1], // noted by a clock that was ahead
  ] as const) {
    test(`that was vouched for ${agoMs} ms ago is asked about ${times} times`, async () => {
      const { standing, asked } = await ask({ answer: says(200, ""), agoMs });
      assert.deepEqual([standing.kind, asked.length], ["good", times]);
    });
  }

  for (const code of ["InvalidClientTokenId", "ExpiredToken"]) {
    test(`is ended by ${code}`, async () => {
      const { standing, vouchedNow } = await ask({ answer: refuses(code) });
      assert.deepEqual([standing, vouchedNow], [{ kind: "ended" }, false]);
    });
  }
});

describe("nothing is known of a kept session", () => {
  const silences: Readonly<Record<string, readonly [RequestListener | undefined, RegExp]>> = {
    "where nobody is": [undefined, /cannot be reached/],
    "while no answer comes": [() => undefined, /cannot be reached \(no answer in 2 s\)/],
    "while half an answer comes": [
      (_request, response) => response.writeHead(200).write("<Get"),
      /cannot be reached \(no answer in 2 s\)/,
    ],
    "from a proxy's page": [says(502, "<html>Bad Gateway"), /answered with status 502/],
    "from a server that is busy": [refuses("Throttling", "Later."), /^Throttling: Later\.$/],
  };
  for (const [when, [answer, said]] of Object.entries(silences)) {
    test(when, async () => {
      const { standing, vouchedNow } = await ask({ answer });
      assert.equal(vouchedNow, false);
      assert.ok(standing.kind === "unknown");
      assert.match(standing.reason, said);
    });
  }
});
