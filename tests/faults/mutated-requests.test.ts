// A hundred thousand signed requests, each spoilt somewhere on its way: the server stays up, its memory flat, its store as it was.

import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { after, before, test } from "node:test";
import { send } from "../support/client.ts";
import { digestOf, sqliteIn, type TestDatabase } from "../support/databases.ts";
import { inParallel } from "../support/in-parallel.ts";
import { makeAccount } from "../support/people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

const requests = 100_000;
const atOnce = 16;

/** Chance that is the same in every run (xorshift32), so that what is found once is found again. */
let state = 0x5a11_9047;
function upTo(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Parts {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

function sign(origin: string, keys: Keys, body: string): Parts {
  const { host } = new URL(origin);
  const type = "application/x-www-form-urlencoded; charset=utf-8";
  const date = `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  const scope = [date.slice(0, 8), "us-east-1", "iam", "aws4_request"];
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${date}\n\ncontent-type;host;x-amz-date\n${sha256(body)}`;
  const text = ["AWS4-HMAC-SHA256", date, scope.join("/"), sha256(canonical)].join("\n");
  const chain = [...scope, text];
  const signature = chain.reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  return {
    target: "/",
    headers: {
      "content-type": type,
      "x-amz-date": date,
      authorization: `AWS4-HMAC-SHA256 Credential=${[keys.accessKeyId, ...scope].join("/")}, SignedHeaders=content-type;host;x-amz-date, Signature=${signature.toString("hex")}`,
    },
    body,
  };
}

const pieces = ["&", "=", "%", "%00", "%ff", "+", ".member.1", ";", "/", ",", "'", "<", "é", "0"];

/** A few letters struck out, put in, doubled or changed. */
function spoil(text: string): string {
  const at = upTo(text.length + 1);
  const until = at + upTo(12);
  const piece = pieces[upTo(pieces.length)] ?? "";
  switch (upTo(6)) {
    case 0:
      return text.slice(0, at) + text.slice(until);
    case 1:
      return text.slice(0, at) + piece + text.slice(at);
    case 2:
      return text.slice(0, until) + text.slice(at);
    case 3:
      return text.slice(0, at) + piece.repeat(1 + upTo(400)) + text.slice(at);
    case 4:
      return text.slice(0, at) + String.fromCharCode(33 + upTo(94)) + text.slice(at + 1);
    default:
      return text.slice(0, at);
  }
}

function spoilPart(parts: Parts): Parts {
  const names = Object.keys(parts.headers);
  const name = names[upTo(names.length)] ?? "";
  const value = parts.headers[name] ?? "";
  switch (upTo(5)) {
    case 0:
      return { ...parts, headers: { ...parts.headers, [name]: spoil(value).replace("é", "e") } };
    case 1: {
      const { [name]: _, ...rest } = parts.headers;
      return { ...parts, headers: rest };
    }
    case 2:
      return { ...parts, target: `/?${encodeURI(spoil(parts.body)).replaceAll("%25", "%")}` };
    case 3:
      return {
        ...parts,
        headers: { ...parts.headers, [`x-amz-${upTo(9)}`]: spoil(value).replace("é", "") },
      };
    default:
      return { ...parts, body: spoil(parts.body) };
  }
}

let folder: Folder;
let database: TestDatabase;
let server: Sallyport;
let keys: Keys;

before(async () => {
  folder = await makeFolder();
  database = sqliteIn(folder);
  const { accessKey } = await makeAccount(database.settings, undefined, ["--with-access-key"]);
  assert.ok(accessKey);
  keys = accessKey;
  server = await startSallyport(database.settings);
});
after(async () => {
  await server?.stop("SIGKILL");
  await folder?.remove();
});

function residentMegabytes(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

test(`${requests} spoilt requests change nothing and cost no memory`, async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const read = "Action=GetUser&Version=2010-05-08&UserName=nobody&Tags.member.1.Key=a";
  const write = "Action=CreateUser&Version=2010-05-08&UserName=made&Path=%2Fa%2F";
  const nobody = { ...keys, secretAccessKey: "x".repeat(40) };
  const statuses = new Map<number, number>();
  const round = async (count: number) => {
    // Nobody may write: those are signed with another secret. Reads are signed rightly, before they are spoilt.
    const whole = [sign(server.origin, keys, read), sign(server.origin, nobody, write)];
    const spoilt = Array.from({ length: count }, (_, index) =>
      spoilPart(whole[index % whole.length] as Parts),
    );
    await inParallel(spoilt, atOnce, async ({ target, headers, body }) => {
      const { status } = await send(server.origin, {
        method: "POST",
        target,
        headers,
        body: Buffer.from(body, "latin1"),
        agent,
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
  };
  await round(requests / 5);
  const tables = { but: ["access_keys", "audit"] }; // when the key was used; refusals of the rightly signed
  const [digest, memory] = [await digestOf(database, tables), residentMegabytes()];
  for (let time = 1; time < 5; time += 1) await round(requests / 5);
  agent.destroy();

  assert.equal(await digestOf(database, tables), digest);
  const grown = residentMegabytes() - memory;
  assert.ok(grown < 64, `it grew by ${grown.toFixed(0)} MB from ${memory.toFixed(0)}`);
  const seen = [...statuses.keys()].sort();
  assert.deepEqual(
    seen.filter((status) => ![200, 302, 400, 403, 404].includes(status)),
    [],
    JSON.stringify([...statuses]),
  );
  assert.equal(server.output.stderr.includes('"level":"error"'), false, server.output.stderr);
  assert.equal((await send(`${server.origin}/readyz`)).status, 200);
});
