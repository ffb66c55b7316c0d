import { isInSession } from "../caller.ts";
import { refusals } from "../errors.ts";
import { later, SECOND } from "../instant.ts";
import { defineOperation } from "../operation.ts";
import { struct, timestamp } from "../schema/schema.ts";

export const keepAlive = defineOperation({
  name: "KeepAlive",
  kind: "view",
  summary: "Moves the session's idle time on: the answer to “you are about to be signed out”.",
  readOnly: true,
  input: struct({}),
  output: struct({ expiresAt: timestamp, idleExpiresAt: timestamp }),
  permissions: () => [],
  prove: async ({ store, caller, now }) => {
    if (isInSession(caller))
      await store.atomically((tx) => tx.sessions.touch(caller.session.idHash, now));
  },
  run: async ({ caller, now }) => {
    if (!isInSession(caller)) throw refusals.sessionExpired();
    const { expiresAt, idleSeconds } = caller.session;
    return { expiresAt, idleExpiresAt: later(now, idleSeconds * SECOND) };
  },
  record: { request: [], quiet: true },
});
