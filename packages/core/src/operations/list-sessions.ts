import { isInSession } from "../caller.ts";
import { locateUserOrSelf, on } from "../identity/locate.ts";
import { later, SECOND } from "../instant.ts";
import { defineOperation } from "../operation.ts";
import { boolean, list, struct, timestamp } from "../schema/schema.ts";
import { sessionId } from "../session/session-id.ts";
import { anyText } from "./members.ts";

export const listSessions = defineOperation({
  name: "ListSessions",
  kind: "view",
  summary: "Lists the caller's own living sessions, newest first.",
  readOnly: true,
  input: struct({}),
  output: struct({
    sessions: list(
      struct({
        sessionId: anyText,
        current: boolean,
        createdAt: timestamp,
        lastSeenAt: timestamp,
        expiresAt: timestamp,
        sourceAddress: anyText,
        userAgent: anyText,
        mfa: boolean,
      }),
    ),
  }),
  locate: ({ tx, caller }) => locateUserOrSelf(tx, caller, undefined),
  permissions: ({ found }) => on(found, "sallyport:ManageOwnSessions"),
  run: async ({ tx, caller, now }) => {
    if (!isInSession(caller)) return { sessions: [] };
    const own = sessionId(caller.session.idHash);
    const sessions = await tx.sessions.listOf(caller.person);
    return {
      sessions: sessions
        .filter(
          (one) => one.expiresAt > now && later(one.lastSeenAt, one.idleSeconds * SECOND) > now,
        )
        .map((one) => ({
          sessionId: sessionId(one.idHash),
          current: sessionId(one.idHash) === own,
          createdAt: one.createdAt,
          lastSeenAt: one.lastSeenAt,
          expiresAt: one.expiresAt,
          sourceAddress: one.sourceAddress,
          userAgent: one.userAgent,
          mfa: one.mfaAuthenticatedAt !== undefined,
        })),
    };
  },
  record: { request: [] },
});
