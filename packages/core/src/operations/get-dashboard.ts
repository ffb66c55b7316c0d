import { openJudge } from "../access/judge.ts";
import { refusals } from "../errors.ts";
import { rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { boolean, integer, list, oneOf, optional, struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";

const recommendation = struct({
  id: oneOf("root-mfa", "own-mfa", "root-keys"),
  severity: oneOf("warning", "ok"),
  title: anyText,
  text: anyText,
});

export const getDashboard = defineOperation({
  name: "GetDashboard",
  kind: "view",
  summary: "Counts and recommendations; what the reader may not see is left out.",
  readOnly: true,
  input: struct({}),
  output: struct({
    counts: optional(
      struct({ users: integer(0, 1e9), groups: integer(0, 1e9), roles: integer(0, 1e9) }),
    ),
    rootHasMFA: optional(boolean),
    selfHasMFA: boolean,
    rootHasAccessKeys: optional(boolean),
    usersWithoutMFA: optional(integer(0, 1e9)),
    recommendations: list(recommendation),
  }),
  permissions: () => [],
  run: async (scope) => {
    const { tx, caller } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    const { person } = caller;
    const { accountId } = person;
    const { judge } = await openJudge({ ...scope, caller });
    const selfHasMFA = (await tx.devices.listOf(person)).length > 0;
    const own = person.kind === "user" ? [ownMfa(selfHasMFA)] : [];
    if (!(await judge({ action: "iam:GetAccountSummary", resource: "*" })).allowed) {
      return { selfHasMFA, recommendations: own };
    }
    const root = { accountId, personId: rootPersonId(accountId) };
    const rootHasMFA = (await tx.devices.listOf(root)).length > 0;
    const rootHasAccessKeys = (await tx.accessKeys.listOf(root)).length > 0;
    return {
      counts: {
        users: await tx.people.countUsers(accountId),
        groups: await tx.groups.count(accountId),
        roles: await tx.roles.count(accountId),
      },
      rootHasMFA,
      selfHasMFA,
      rootHasAccessKeys,
      usersWithoutMFA: await tx.people.countUsersWithoutDevice(accountId),
      recommendations: [rootMfa(rootHasMFA), ...own, ...(rootHasAccessKeys ? [rootKeys] : [])],
    };
  },
  record: { request: [] },
});

const rootMfa = (has: boolean) =>
  has
    ? ({
        id: "root-mfa",
        severity: "ok",
        title: "Root user has MFA",
        text: "Signing in as root needs the password and a code.",
      } as const)
    : ({
        id: "root-mfa",
        severity: "warning",
        title: "Add MFA for root user",
        text: "The root user can do everything. Until it has MFA, its password alone opens the account.",
      } as const);

const ownMfa = (has: boolean) =>
  has
    ? ({
        id: "own-mfa",
        severity: "ok",
        title: "You have MFA",
        text: "Signing in as you needs a code too.",
      } as const)
    : ({
        id: "own-mfa",
        severity: "warning",
        title: "Add MFA for yourself",
        text: "Until you have MFA, your password alone signs in as you.",
      } as const);

const rootKeys = {
  id: "root-keys",
  severity: "warning",
  title: "Root user has active access keys",
  text: "Use an IAM user's keys instead: root's cannot be limited.",
} as const;
