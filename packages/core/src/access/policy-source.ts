// Whose policies are simulated: a user, group or role of the account, by ARN.

import type { Caller } from "../caller.ts";
import { personArn, roleArn } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import { accountOf } from "../identity/locate.ts";
import { roleTags } from "../identity/locate-role.ts";
import { type Arn, arns } from "../names.ts";
import type { Permission } from "../operation.ts";
import type { AttachedPolicy } from "../policy/index.ts";
import type { PersonRecord, RoleRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { type ContextKeys, keysOf, tagKeys } from "./context-keys.ts";
import { groupPolicies, heldPolicies, rolePolicies } from "./held-policies.ts";
import { groupHolder, nameOfArn } from "./holders.ts";
import { heedPasswordPolicy } from "./own-password.ts";

export interface PolicySource {
  readonly arn: string;
  readonly person: PersonRecord | undefined;
  readonly policies: readonly AttachedPolicy[] | undefined;
  /** What a request of this user's, or of a session of this role, would say of them. */
  readonly keys: ContextKeys;
}

export async function locatePolicySource(
  tx: Tx,
  caller: Caller,
  arn: string,
): Promise<PolicySource> {
  const accountId = accountOf(caller);
  const { policyName: name } = nameOfArn(arn);
  const nothing = { arn, person: undefined, policies: undefined, keys: new Map() };
  if (arn.includes(":user/")) {
    const person = await tx.people.findUser(accountId, name);
    if (person === undefined || personArn(person) !== arn) return nothing;
    const policies = await heedPasswordPolicy(tx, accountId, await heldPolicies(tx, person));
    return { arn, person, policies, keys: await personKeys(tx, person) };
  }
  if (arn.includes(":role/")) {
    const role = await tx.roles.find(accountId, name);
    if (role === undefined || roleArn(role) !== arn) return nothing;
    return { ...nothing, policies: await rolePolicies(tx, role), keys: await roleKeys(tx, role) };
  }
  const group = await tx.groups.find(accountId, name);
  if (group === undefined || arns.group(accountId, group.path, group.name) !== arn) return nothing;
  return { ...nothing, policies: await groupPolicies(tx, groupHolder(group)) };
}

async function personKeys(tx: Tx, person: PersonRecord): Promise<ContextKeys> {
  const { accountId, personId } = person;
  const of = { accountId, kind: "user", id: personId } as const;
  const tags = await tx.tags.list(of, { after: undefined, limit: 50 });
  return keysOf({
    ...tagKeys("aws:PrincipalTag/", tags),
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalArn": personArn(person),
    "aws:PrincipalType": "User",
    "aws:userid": personId,
    "aws:username": person.name,
  });
}

/** The session's name is anybody's guess, and so `aws:userid` is left to be given. */
async function roleKeys(tx: Tx, role: RoleRecord): Promise<ContextKeys> {
  const tags = await tx.tags.list(roleTags(role), { after: undefined, limit: 50 });
  return keysOf({
    ...tagKeys("aws:PrincipalTag/", tags),
    "aws:PrincipalAccount": role.accountId,
    "aws:PrincipalArn": roleArn(role),
    "aws:PrincipalType": "AssumedRole",
  });
}

export function onSource(source: PolicySource, action: Permission["action"]): Permission {
  return { action, resource: source.arn as Arn };
}

const sourceForm = /^arn:aws:iam::\d{12}:(?:user|group|role)\/[\u0021-\u007E]+$/;

export function requireSource(source: PolicySource): readonly AttachedPolicy[] {
  const { arn, policies } = source;
  if (!sourceForm.test(arn)) {
    throw new IamError(
      "InvalidInput",
      `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`,
    );
  }
  if (policies !== undefined) return policies;
  const { policyName: name } = nameOfArn(arn);
  if (arn.includes(":user/")) throw refusals.noSuchUser(name);
  throw arn.includes(":role/") ? refusals.noSuchRole(name) : refusals.noSuchGroup(name);
}
