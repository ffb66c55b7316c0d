import { passwordDemands } from "../identity/password-demands.ts";
import { checkPassword } from "../identity/password-rules.ts";
import { setPassword } from "../identity/set-password.ts";
import { defineOperation } from "../operation.ts";
import { nothing, password } from "../operations/members.ts";
import { struct, text } from "../schema/schema.ts";
import { hashSource } from "../throttle/source.ts";
import { sourceBucket, takeFromBucket } from "../throttle/source-bucket.ts";
import { deadLink, requireLink } from "./mailed-link.ts";

export const resetPassword = defineOperation({
  name: "ResetPassword",
  kind: "ceremony",
  summary:
    "Sets the root user's password through a mailed link. It opens no session: the second factor stays.",
  readOnly: false,
  callers: ["anonymous", "pending", "person"],
  input: struct({ token: text({ max: 64 }), newPassword: password }),
  output: nothing,
  locate: async (scope) => {
    const link = await requireLink(scope, "reset-password");
    const person = await scope.tx.people.find(link);
    if (person === undefined) throw deadLink();
    scope.trail.event = "PasswordRecoveryCompleted";
    scope.trail.subject = person;
    return { link, person, demands: await passwordDemands(scope.tx, person) };
  },
  permissions: () => [],
  prove: ({ store, context, now }) => takeFromBucket(store, sourceBucket(context, false), now),
  prepare: ({ input, found, ports, context }) => {
    checkPassword({ password: input.newPassword, demands: found.demands, field: "newPassword" });
    return ports.passwords.hash(input.newPassword, { ...hashSource(context), knownBrowser: false });
  },
  run: async (scope) => {
    const { tx, found, prepared } = scope;
    if (!(await tx.mailLinks.take(found.link.tokenHash))) throw deadLink();
    await setPassword(scope, found.person, {
      phc: prepared,
      resetRequired: false,
      resetByMail: true,
    });
    return {};
  },
  record: { source: "signin", request: [] },
});
