// Every policy that has a say in what a person may do, compiled: their own and their groups', inline and attached, and the boundary.

import {
  type AttachedPolicy,
  compileStored,
  findBuiltIn,
  ownCredentials,
} from "../policy/index.ts";
import type { HeldPolicyRecord, PersonRef, PolicyHolder } from "../records.ts";
import type { Tx } from "../store.ts";

/** One read of the store. */
export async function heldPolicies(tx: Tx, person: PersonRef): Promise<readonly AttachedPolicy[]> {
  return [everyonesOwn, ...(await tx.policyUses.heldBy(person)).map(toAttached)];
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

function toAttached({ source, id, document, groupName }: HeldPolicyRecord): AttachedPolicy {
  return {
    role: source === "boundary" ? "boundary" : "identity",
    id,
    from: groupName === undefined ? "user" : `group ${groupName}`,
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
