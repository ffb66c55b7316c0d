// A session that `sallyport credentials` keeps, after the server has ended it: no client is given it again.

import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  CreateLoginProfileCommand,
  IAMClient,
  UpdateAccessKeyCommand,
  UpdateLoginProfileCommand,
} from "@aws-sdk/client-iam";
import { type AwsPlace, openAwsPlace } from "../support/aws.ts";
import {
  type CredentialHome,
  given,
  identityOf,
  makeCredentialHome,
} from "../support/credential-home.ts";
import { signInRoot } from "../support/people.ts";

let place: AwsPlace;
before(async () => {
  place = await openAwsPlace();
});
after(() => place?.stop());

const rootClient = () =>
  new IAMClient({ endpoint: place.origin, region: "us-east-1", credentials: place.root });

/** As if that many milliseconds had passed since the server was last asked. */
async function ageVouching({ sessions }: CredentialHome, ms: number) {
  const [name] = (await readdir(sessions)).filter((each) => each.endsWith(".vouched.json"));
  const path = join(sessions, name ?? "");
  const vouched = JSON.parse(await readFile(path, "utf8")) as { readonly atMs: number };
  await writeFile(path, JSON.stringify({ ...vouched, atMs: vouched.atMs - ms }));
}

// Side by side: each has a user of its own, and waits for that user's next code.
describe("a kept session that the server has ended", { concurrency: true }, () => {
  const ways = {
    "by RevokeUserSessions": async (userName: string) => {
      const admin = await signInRoot(place.origin);
      await admin.succeed("RevokeUserSessions", { userName });
      admin.close();
    },
    "by a password that was changed": async (UserName: string) => {
      const root = rootClient();
      await root.send(new CreateLoginProfileCommand({ UserName, Password: "Sails-are-set-at-6" }));
      await root.send(new UpdateLoginProfileCommand({ UserName, Password: "Sails-are-set-at-7" }));
      root.destroy();
    },
  };
  for (const [index, [way, end]] of Object.entries(ways).entries()) {
    test(`${way} is not given out: the next code asks for another`, async () => {
      const home = await makeCredentialHome(place, `hal-${index}`);
      const first = given(await home.credentials("key"));
      await ageVouching(home, 61_000);
      assert.deepEqual(given(await home.credentials("key")), first, "while it is good, it is kept");
      await end(home.userName);
      await assert.rejects(identityOf(place, first), { name: "InvalidClientTokenId" });

      await ageVouching(home, 61_000);
      const three = await Promise.all(Array.from({ length: 3 }, () => home.credentials("key")));
      const [next, ...others] = three.map(given);
      assert.ok(next);
      assert.notEqual(next.AccessKeyId, first.AccessKeyId);
      assert.match(await identityOf(place, next), /:user\/hal-\d$/);
      for (const other of others) assert.deepEqual(other, next, "one code for all");
      assert.match(
        three.map(({ stderr }) => stderr).join(""),
        /The server has ended the kept session: a new one is needed\./,
      );
    });
  }

  test("with its key is not given out either, and why there is no other is said", async () => {
    const home = await makeCredentialHome(place, "ivy");
    given(await home.credentials("key"));
    const root = rootClient();
    const key = { UserName: "ivy", AccessKeyId: home.keys.accessKeyId };
    await root.send(new UpdateAccessKeyCommand({ ...key, Status: "Inactive" }));
    root.destroy();
    await ageVouching(home, 61_000);
    const { code, stdout, stderr } = await home.credentials("key");
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /The server has ended the kept session/);
    assert.match(
      stderr,
      /The access key AKIA\w+ of the profile "key" is not known, or is inactive/,
    );
  });
});

describe("a server that is away", () => {
  test("leaves the kept session as good as it was, and that is said", async () => {
    const own = await openAwsPlace();
    try {
      const home = await makeCredentialHome(own, "jim");
      const first = given(await home.credentials("key"));
      await own.stopServer();
      const soon = await home.credentials("key");
      assert.deepEqual([given(soon), soon.stderr], [first, ""], "for a minute nobody is asked");
      await ageVouching(home, 61_000);
      const later = await home.credentials("key");
      assert.deepEqual(given(later), first);
      assert.match(later.stderr, /still good is not known: http:\S+ cannot be reached \(.+\)\./);
    } finally {
      await own.stop();
    }
  });
});
