// The guide's back-up: taken while the server writes, it opens elsewhere with the key, and never without it.

import assert from "node:assert/strict";
import { chmod, copyFile, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { CreateUserCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { makeAccount } from "../support/people.ts";
import {
  type Folder,
  makeFolder,
  repository,
  runSallyport,
  type Settings,
  startSallyport,
} from "../support/sallyport.ts";

let folder: Folder;
before(async () => {
  folder = await makeFolder();
});
after(() => folder?.remove());

/** The guide's own statement, with another place for the copy. */
async function backUp(database: string, copy: string): Promise<void> {
  const page = await readFile(join(repository, "docs/guide/running.md"), "utf8");
  const [, into] = /"(vacuum into) '[^']+'"/.exec(page) ?? [];
  assert.ok(into, "the guide says how");
  const open = new DatabaseSync(database);
  open.exec(`${into} '${copy}'`);
  open.close();
}

async function restore(copy: string, name: string): Promise<Settings> {
  const data = join(folder.path, name);
  await mkdir(data, { mode: 0o700 });
  await copyFile(copy, join(data, "sallyport.db"));
  await chmod(join(data, "sallyport.db"), 0o600);
  return folder.settings(name);
}

test("a copy of a running server's database is whole, and good with the key alone", async () => {
  const settings = folder.settings();
  const { accessKey: credentials } = await makeAccount(settings, undefined, ["--with-access-key"]);
  assert.ok(credentials);
  const iamAt = (endpoint: string) => new IAMClient({ endpoint, region: "us-east-1", credentials });
  const server = await startSallyport(settings);
  const iam = iamAt(server.origin);
  const copy = join(folder.path, "copy.db");
  const made: string[] = [];
  const makeUser = async (UserName: string) => {
    await iam.send(new CreateUserCommand({ UserName }));
    made.push(UserName);
  };
  await makeUser("before");
  const meanwhile = Promise.all(["one", "two", "three"].map(makeUser));
  await backUp(join(folder.path, "data/sallyport.db"), copy);
  await meanwhile;
  assert.equal(made.length, 4, "the server went on");
  iam.destroy();
  await server.stop();

  const restored = await restore(copy, "restored");
  const without = await runSallyport(["audit", "verify"], { settings: restored });
  assert.equal(without.code, 1);
  assert.match(without.stderr, /The master key file \S+ is missing, and this database was sealed/);

  await copyFile(join(folder.path, "data.key"), join(folder.path, "restored.key"));
  const verified = await runSallyport(["audit", "verify"], { settings: restored });
  assert.equal(verified.code, 0, verified.stderr);
  assert.match(verified.stdout, /The audit trail is whole/);
  const again = await startSallyport(restored);
  const client = iamAt(again.origin); // the secret access key is read back from its seal
  const { Users = [] } = await client.send(new ListUsersCommand());
  client.destroy();
  await again.stop();
  const names = Users.map(({ UserName }) => UserName ?? "");
  assert.ok(names.includes("before"));
  assert.deepEqual(
    names.filter((name) => !made.includes(name)),
    [],
  );
});
