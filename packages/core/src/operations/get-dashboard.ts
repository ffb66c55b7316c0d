import { openJudge } from "../access/judge.ts";
import { demandOn } from "../access/require-mfa.ts";
import { refusals } from "../errors.ts";
import { DAY, type Instant, later } from "../instant.ts";
import { rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import type { AccessKeyRecord } from "../records.ts";
import { boolean, integer, list, oneOf, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText } from "./members.ts";

const recommendation = struct({
  id: oneOf(
    "root-mfa",
    "own-mfa",
    "root-keys",
    "users-mfa",
    "own-keys",
    "password-rules",
    "require-mfa",
  ),
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
    /** The account requires MFA, and the reader has until then to set it up. */
    graceEndsAt: optional(timestamp),
    recommendations: list(recommendation),
  }),
  permissions: () => [],
  run: async (scope) => {
    const { tx, caller, now } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    const { person } = caller;
    const { accountId } = person;
    const { judge } = await openJudge({ ...scope, caller });
    const selfHasMFA = (await tx.devices.listOf(person)).length > 0;
    const demand = selfHasMFA ? undefined : await demandOn(tx, person, now);
    const grace = demand?.kind === "grace" ? { graceEndsAt: demand.endsAt } : {};
    const own =
      person.kind === "user"
        ? [ownMfa(selfHasMFA), ...ownKeys(await tx.accessKeys.listOf(person), now)]
        : [];
    if (!(await judge({ action: "iam:GetAccountSummary", resource: "*" })).allowed) {
      return { selfHasMFA, ...grace, recommendations: own };
    }
    const root = { accountId, personId: rootPersonId(accountId) };
    const rootHasMFA = (await tx.devices.listOf(root)).length > 0;
    const rootHasAccessKeys = (await tx.accessKeys.listOf(root)).some(isActive);
    const users = await tx.people.countUsers(accountId);
    const policy = await tx.passwordPolicies.find(accountId);
    const usersWithoutMFA = await tx.people.countUsersWithoutDevice(accountId);
    return {
      counts: {
        users,
        groups: await tx.groups.count(accountId),
        roles: await tx.roles.count(accountId),
      },
      rootHasMFA,
      selfHasMFA,
      ...grace,
      rootHasAccessKeys,
      usersWithoutMFA,
      recommendations: [
        rootMfa(rootHasMFA),
        ...own,
        ...(rootHasAccessKeys ? [rootKeys] : []),
        ...(users > 0 ? [usersMfa(usersWithoutMFA)] : []),
        ...(users > 0 && policy === undefined ? [passwordRules] : []),
        ...(users > 0 && (await tx.mfaRequirements.find(accountId)) === undefined
          ? [requireMfa]
          : []),
      ],
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

const usersMfa = (without: number) =>
  without === 0
    ? ({
        id: "users-mfa",
        severity: "ok",
        title: "All users have MFA",
        text: "Nobody can sign in with a password alone.",
      } as const)
    : ({
        id: "users-mfa",
        severity: "warning",
        title: without === 1 ? "1 user has no MFA" : `${without} users have no MFA`,
        text: "Whoever has a password and no MFA signs in with it alone. The credential report says who.",
      } as const);

const isActive = ({ status }: Pick<AccessKeyRecord, "status">) => status === "Active";

/** The keys of the reader's own that are of no use, or were in use for long. */
function ownKeys(keys: readonly AccessKeyRecord[], now: Instant) {
  const before = later(now, -keysOldAfter);
  const old = keys.filter((key) => isActive(key) && key.createdAt < before);
  const unused = old.filter(({ lastUsed }) => lastUsed === undefined || lastUsed.at < before);
  if (unused.length > 0) return [ownKeysUnused];
  return old.length > 0 ? [ownKeysOld] : [];
}

const keysOldAfter = 90 * DAY;

const ownKeysUnused = {
  id: "own-keys",
  severity: "warning",
  title: "Deactivate access keys that you do not use",
  text: "An active access key of yours was not used for 90 days. What nobody needs should open nothing.",
} as const;

const ownKeysOld = {
  id: "own-keys",
  severity: "warning",
  title: "Replace old access keys",
  text: "An active access key of yours is older than 90 days. Make a new one, use it, and delete the old one.",
} as const;

/** Security rule 27. An account that has chosen its own rules has chosen. */
const passwordRules = {
  id: "password-rules",
  severity: "warning",
  title: "Choose the modern password rules",
  text: "The IAM default takes 8 characters. Longer passwords, or MFA, protect better than kinds of characters do.",
} as const;

const rootKeys = {
  id: "root-keys",
  severity: "warning",
  title: "Root user has active access keys",
  text: "Use an IAM user's keys instead: root's cannot be limited.",
} as const;

const requireMfa = {
  id: "require-mfa",
  severity: "warning",
  title: "Require MFA",
  text: "Nobody is asked to set up MFA. Require it in Account settings: a preview shows first whom that would shut out.",
} as const;
