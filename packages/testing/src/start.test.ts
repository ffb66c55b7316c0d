import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import {
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { type AccessKey, type Sallyport, startSallyport } from "./index.ts";

const run = promisify(execFile);
let sallyport: Sallyport;
const clients: { destroy(): void }[] = [];
before(async () => {
  sallyport = await startSallyport();
});
after(async () => {
  for (const client of clients) client.destroy();
  await sallyport?.stop();
});

function iamOf({ endpoint, adminKey }: Sallyport, credentials: AccessKey = adminKey) {
  const client = new IAMClient({ endpoint, region: "us-east-1", credentials });
  clients.push(client);
  return client;
}

function stsOf({ endpoint, adminKey }: Sallyport, credentials: AccessKey = adminKey) {
  const client = new STSClient({ endpoint, region: "us-east-1", credentials });
  clients.push(client);
  return client;
}

test("root and an administrator have keys that work", async () => {
  const { accountId } = sallyport;
  const whoIs = async (key: AccessKey) =>
    (await stsOf(sallyport, key).send(new GetCallerIdentityCommand({}))).Arn;
  assert.equal(await whoIs(sallyport.rootKey), `arn:aws:iam::${accountId}:root`);
  assert.equal(await whoIs(sallyport.adminKey), `arn:aws:iam::${accountId}:user/admin`);
});

test("the clock stands until it is moved, and every code is taken once", async () => {
  const device = await iamOf(sallyport).send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "phone" }),
  );
  const SerialNumber = device.VirtualMFADevice?.SerialNumber ?? "";
  const began = sallyport.now().getTime();
  const AuthenticationCode1 = await sallyport.codeFor(SerialNumber);
  assert.equal(await sallyport.codeFor(SerialNumber), AuthenticationCode1);
  assert.equal(sallyport.advance(30).getTime(), began + 30_000);
  const AuthenticationCode2 = await sallyport.codeFor(SerialNumber);
  await iamOf(sallyport).send(
    new EnableMFADeviceCommand({
      UserName: "admin",
      SerialNumber,
      AuthenticationCode1,
      AuthenticationCode2,
    }),
  );
  const ask = async () =>
    stsOf(sallyport).send(
      new GetSessionTokenCommand({
        SerialNumber,
        TokenCode: await sallyport.codeFor(SerialNumber),
      }),
    );
  await assert.rejects(ask(), { name: "AccessDenied" });
  sallyport.advance(30);
  const { Credentials } = await ask();
  assert.equal(Credentials?.Expiration?.getTime(), startOfSecond(began + 60_000) + 43_200_000);
});

const startOfSecond = (at: number) => Math.floor(at / 1000) * 1000;

test("the SDK finds its way after a day has passed", async () => {
  const own = await startSallyport();
  try {
    const client = iamOf(own);
    await client.send(new GetUserCommand({}));
    own.advance(24 * 3600);
    const { User } = await client.send(new GetUserCommand({}));
    assert.equal(User?.UserName, "admin");
  } finally {
    await own.stop();
  }
});

test("several run at once, each with a clock and people of its own", async () => {
  const others = await Promise.all([startSallyport(), startSallyport()]);
  try {
    const [one, two] = others as [Sallyport, Sallyport];
    const [before, beside] = [two.now(), sallyport.now()];
    one.advance(3600);
    assert.deepEqual([two.now(), sallyport.now()], [before, beside]);
    assert.notEqual(one.endpoint, two.endpoint);
    assert.notEqual(one.accountId, two.accountId);
    await assert.rejects(stsOf(one, two.adminKey).send(new GetCallerIdentityCommand({})), {
      name: "InvalidClientTokenId",
    });
  } finally {
    await Promise.all(others.map((each) => each.stop()));
  }
});

for (const listen of ["0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.com:0"]) {
  test(`it does not listen on ${listen}`, async () => {
    await assert.rejects(startSallyport({ listen }), /listens on this machine only/);
  });
}

test("nothing that a request carries moves the clock", async () => {
  const before = sallyport.now();
  const later = new Date(before.getTime() + 86_400_000);
  for (const path of ["/?advance=30", "/advance", "/clock", "/api/advance"]) {
    await fetch(`${sallyport.endpoint}${path}`, {
      method: "POST",
      headers: { date: later.toUTCString(), "x-sallyport-now": later.toISOString() },
      body: "advance 30",
    });
  }
  assert.deepEqual(sallyport.now(), before);
  for (const seconds of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e12])
    assert.throws(() => sallyport.advance(seconds), RangeError);
  assert.deepEqual(sallyport.now(), before);
});

test("a key that was read off a page gives its device's codes", async () => {
  const { VirtualMFADevice } = await iamOf(sallyport).send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "tablet" }),
  );
  const key = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
  const shown = await sallyport.codeFor(VirtualMFADevice?.SerialNumber ?? "");
  assert.equal(await sallyport.codeFor(key), shown);
});

test("no device, no code", async () => {
  const serial = `arn:aws:iam::${sallyport.accountId}:mfa/nobodys`;
  for (const none of [serial, "", "JBSWY3DPEHPK3PXP", "not a key"])
    await assert.rejects(sallyport.codeFor(none), /There is no MFA device/);
});

test("a stopped server leaves no file and keeps no process alive", async () => {
  const directory = await mkdtemp(join(tmpdir(), "sallyport-kit-"));
  const index = fileURLToPath(new URL("./index.ts", import.meta.url));
  const program = `import { startSallyport } from ${JSON.stringify(index)};
    const sallyport = await startSallyport();
    await sallyport.stop();
    await sallyport.stop();
    console.log(process.getActiveResourcesInfo().filter((name) => name === "Timeout").length);`;
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", program];
  const env = { ...process.env, TMPDIR: directory, SALLYPORT_LISTEN: "0.0.0.0:80" };
  const { stdout, stderr } = await run(process.execPath, args, { timeout: 30_000, env });
  assert.deepEqual([stdout, stderr], ["0\n", ""]);
  assert.deepEqual(await readdir(directory), []);
  await rm(directory, { recursive: true });
});
