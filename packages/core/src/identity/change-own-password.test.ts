// Hashing takes a while, and others act meanwhile.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Caller } from "../caller.ts";
import { type House, openHouse, refusal } from "../testing/house/index.ts";

let house: House;
/** What happens while the next password is hashed. */
let meanwhile: (() => Promise<unknown>) | undefined;

before(async () => {
  house = await openHouse({
    wrapPorts: (ports) => ({
      ...ports,
      passwords: {
        verify: (password, phc, source) => ports.passwords.verify(password, phc, source),
        async hash(password, source) {
          const phc = await ports.passwords.hash(password, source);
          const act = meanwhile;
          meanwhile = undefined;
          await act?.();
          return phc;
        },
      },
    }),
  });
});
after(() => house.close());

test("a password that an administrator sets meanwhile is not replaced by whoever knew the one before", async () => {
  const account = await house.makeAccount();
  const root = await house.signIn(account.root);
  const user = await house.addUser(account, "pia", { by: root });
  const { accessKey } = await root.knock("CreateAccessKey", { userName: "pia" });
  const person = await house.personOf(user);
  const caller: Caller = {
    kind: "person",
    proof: "accessKey",
    person,
    accessKeyId: accessKey.accessKeyId as never,
  };
  const given = "Given-7-by-the-office";
  meanwhile = () => root.knock("UpdateLoginProfile", { userName: "pia", password: given });
  const change = house.browser().knockAs(caller, "ChangePassword", {
    oldPassword: user.password,
    newPassword: "Chosen-7-by-a-thief",
  });
  assert.equal((await refusal(change, "AccessDenied")).message, "The old password was incorrect.");
  const at = await house.signIn({ ...user, password: given });
  assert.equal(await at.isSignedIn(), true);
});
