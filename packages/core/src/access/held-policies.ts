// Every policy that has a say in what a person may do, compiled: their own and their groups', inline and attached, and the boundary.

import type { Principal } from "../caller.ts";
import type { Instant } from "../instant.ts";
import type { AccountId, Arn } from "../names.ts";
import {
  type AttachedPolicy,
  type CompiledPolicy,
  compileStored,
  emptyPolicy,
  findBuiltIn,
  ownCredentials,
} from "../policy/index.ts";
import type {
  HeldPolicyRecord,
  PersonRef,
  PolicyHolder,
  RoleRecord,
  SessionPolicies,
} from "../records.ts";
import type { Tx } from "../store.ts";
import { requirementOn } from "./require-mfa.ts";

/** One read of the store. */
export async function heldPolicies(
  tx: Tx,
  { accountId, personId }: PersonRef,
): Promise<readonly AttachedPolicy[]> {
  const held = await tx.policyUses.heldBy({ accountId, id: personId });
  return [everyonesOwn, ...held.map(toAttached)];
}

/** A role's own: what its session was limited to is its session's. */
export async function rolePolicies(
  tx: Tx,
  { accountId, roleId }: Pick<RoleRecord, "accountId" | "roleId">,
): Promise<readonly AttachedPolicy[]> {
  return (await tx.policyUses.heldBy({ accountId, id: roleId })).map(toAttached);
}

/** Whoever the caller is, with what their session was limited to; and, where the account requires MFA of them now, its Deny. */
export async function principalPolicies(
  tx: Tx,
  caller: Principal,
  now: Instant,
): Promise<readonly AttachedPolicy[]> {
  if (caller.kind === "person") {
    const { accountId, personId } = caller.person;
    const { held, accountRequiresMfa } = await tx.policyUses.heldByCaller({
      accountId,
      id: personId,
    });
    const own = [everyonesOwn, ...held.map(toAttached)];
    return accountRequiresMfa ? [...own, ...(await requirementOn(tx, caller, now))] : own;
  }
  const { role, statement } = caller;
  return [
    ...(await rolePolicies(tx, role)),
    ...(await sessionPolicies(tx, role.accountId, statement)),
  ];
}

/** All of them together are what the session may do at most. One that is gone allows nothing. */
async function sessionPolicies(
  tx: Tx,
  accountId: AccountId,
  { policy, policyArns }: SessionPolicies,
): Promise<readonly AttachedPolicy[]> {
  const limits: AttachedPolicy[] = [];
  if (policy !== undefined) limits.push(toLimit("session policy", compileStored(policy)));
  for (const arn of policyArns) limits.push(toLimit(arn, await findCompiled(tx, accountId, arn)));
  return limits;
}

function toLimit(id: string, policy: CompiledPolicy | undefined): AttachedPolicy {
  return { role: "session", id, from: "session", policy: policy ?? emptyPolicy };
}

async function findCompiled(
  tx: Tx,
  accountId: AccountId,
  arn: Arn,
): Promise<CompiledPolicy | undefined> {
  const own = await tx.policies.find(accountId, arn);
  if (own === undefined) return findBuiltIn(arn)?.compiled;
  const version = await tx.policies.findVersion(accountId, arn, own.defaultVersion);
  return version && compileStored(version.document);
}

/** A group's alone, for the simulator. */
export async function groupPolicies(
  tx: Tx,
  holder: PolicyHolder,
): Promise<readonly AttachedPolicy[]> {
  const page = { after: undefined, limit: 1000 };
  const policies: AttachedPolicy[] = [];
  for (const { name, document } of await tx.inlinePolicies.list(holder, page)) {
    const policy = compileStored(document);
    policies.push({ role: "identity", id: name, from: "group", policy });
  }
  for (const arn of await tx.policyUses.list(holder, "permissions", page)) {
    const own = await tx.policies.find(holder.accountId, arn);
    const version =
      own && (await tx.policies.findVersion(holder.accountId, arn, own.defaultVersion));
    const policy = compiledOf(arn, version?.document);
    policies.push({ role: "identity", id: arn, from: "group", policy });
  }
  return policies;
}

/** Like a policy of the resource: it allows without any other, and no boundary limits it. */
const everyonesOwn: AttachedPolicy = {
  role: "resource",
  id: "own-credentials",
  from: "everyone",
  policy: ownCredentials,
};

function toAttached({ source, id, document, groupName, holder }: HeldPolicyRecord): AttachedPolicy {
  return {
    role: source === "boundary" ? "boundary" : "identity",
    id,
    from: groupName === undefined ? holder.kind : `group ${groupName}`,
    policy: compiledOf(id, document),
  };
}

function compiledOf(id: string, document: string | undefined) {
  if (document !== undefined) return compileStored(document);
  const builtIn = findBuiltIn(id);
  // What is attached may have denied something: nothing is decided without it.
  if (builtIn === undefined) throw new Error(`the attached policy ${id} is nowhere`);
  return builtIn.compiled;
}
