import { boundaryOf } from "../access/boundaries.ts";
import { encodeDocument } from "../access/documents.ts";
import { groupHolder, listAttached, roleHolder, userHolder } from "../access/holders.ts";
import { listAnyPolicies } from "../access/list-policies.ts";
import { locatePolicy, versionsOf } from "../access/managed-policies.ts";
import {
  type AnyPolicy,
  renderBoundary,
  renderPolicy,
  renderVersion,
} from "../access/render-policies.ts";
import { renderLastUsed, renderRole } from "../access/render-roles.ts";
import { accountOf } from "../identity/locate.ts";
import { roleTags } from "../identity/locate-role.ts";
import { allTags } from "../identity/set-tags.ts";
import { nameKey } from "../names.ts";
import { defineOperation, type Scope } from "../operation.ts";
import type { GroupRecord, PersonRecord, PolicyHolder, RoleRecord } from "../records.ts";
import { list, oneOf, optional, struct, timestamp } from "../schema/schema.ts";
import type { PageRequest, Tx } from "../store.ts";
import { anyText, page, pageEnd, permissionsBoundary, tags } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { attachedPolicies, policy, policyVersion } from "./policy-members.ts";
import { renderGroup, renderUser } from "./render.ts";
import { roleLastUsed, roleMembers } from "./role-members.ts";

const inlinePolicies = list(struct({ policyName: anyText, policyDocument: anyText }));

const entity = { path: anyText, arn: anyText, createDate: timestamp } as const;

const userDetail = struct({
  ...entity,
  userName: anyText,
  userId: anyText,
  userPolicyList: optional(inlinePolicies),
  groupList: list(anyText),
  attachedManagedPolicies: attachedPolicies,
  permissionsBoundary: optional(permissionsBoundary),
  tags,
});

const groupDetail = struct({
  ...entity,
  groupName: anyText,
  groupId: anyText,
  groupPolicyList: inlinePolicies,
  attachedManagedPolicies: attachedPolicies,
});

const roleDetail = struct({
  ...roleMembers,
  instanceProfileList: list(anyText),
  rolePolicyList: inlinePolicies,
  attachedManagedPolicies: attachedPolicies,
  permissionsBoundary: optional(permissionsBoundary),
  tags,
  roleLastUsed,
});

const policyDetail = struct({ ...policy.members, policyVersionList: list(policyVersion) });

/** In this order, so that a page can go on where the one before it ended. */
const kinds = ["User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy"] as const;
type Kind = (typeof kinds)[number];

export const getAccountAuthorizationDetails = defineOperation({
  name: "GetAccountAuthorizationDetails",
  kind: "aws",
  summary:
    "Everything that says who may do what: users, groups, roles and policies with all their versions.",
  readOnly: true,
  input: struct({ filter: optional(list(oneOf(...kinds))), ...page }),
  output: struct({
    userDetailList: list(userDetail),
    groupDetailList: list(groupDetail),
    roleDetailList: list(roleDetail),
    policies: list(policyDetail),
    ...pageEnd,
  }),
  permissions: () => [{ action: "iam:GetAccountAuthorizationDetails", resource: "*" }],
  run: async (scope) => {
    const { tx, input } = scope;
    const wanted = kinds.filter(
      (kind) => input.filter === undefined || input.filter.includes(kind),
    );
    const listName = `GetAccountAuthorizationDetails ${wanted.join(" ")}`;
    const rows = await rowsOf(scope, wanted, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ key }) => key);
    const userDetailList = [];
    const groupDetailList = [];
    const roleDetailList = [];
    const policies = [];
    for (const { person, group, role, policy: found } of items) {
      if (person) userDetailList.push(await detailUser(tx, person));
      if (group) groupDetailList.push(await detailGroup(tx, group));
      if (role) roleDetailList.push(await detailRole(tx, role));
      if (found) policies.push(await detailPolicy(scope, found));
    }
    return { userDetailList, groupDetailList, roleDetailList, policies, ...end };
  },
  record: { request: ["filter"] },
});

interface Row {
  /** `<index of the kind>/<key in its list>`. */
  readonly key: string;
  readonly person?: PersonRecord;
  readonly group?: GroupRecord;
  readonly role?: RoleRecord;
  readonly policy?: AnyPolicy;
}

async function rowsOf(
  scope: Scope<unknown> & { readonly tx: Tx },
  wanted: readonly Kind[],
  { after = "0/", limit }: PageRequest,
): Promise<readonly Row[]> {
  const [begun = "0"] = after.split("/", 1);
  const rows: Row[] = [];
  for (const kind of wanted) {
    const index = kinds.indexOf(kind);
    if (index < Number(begun) || rows.length >= limit) continue;
    const from = index === Number(begun) ? after.slice(begun.length + 1) : "";
    const rest = { after: from === "" ? undefined : from, limit: limit - rows.length };
    const found = await rowsOfKind(scope, kind, rest);
    rows.push(...found.map((row) => ({ ...row, key: `${index}/${row.key}` })));
  }
  return rows;
}

async function rowsOfKind(
  { tx, caller }: Scope<unknown> & { readonly tx: Tx },
  kind: Kind,
  request: PageRequest,
): Promise<readonly Row[]> {
  const accountId = accountOf(caller);
  const everywhere = { pathPrefix: "/" };
  if (kind === "User") {
    const users = { ...everywhere, examine: request.limit };
    const { people } = await tx.people.listUsers(accountId, users, request);
    return people.map((person) => ({ key: nameKey(person.name), person }));
  }
  if (kind === "Group") {
    const groups = await tx.groups.list(accountId, everywhere, request);
    return groups.map((group) => ({ key: nameKey(group.name), group }));
  }
  if (kind === "Role") {
    const roles = await tx.roles.list(accountId, everywhere, request);
    return roles.map((role) => ({ key: nameKey(role.name), role }));
  }
  // Of the built-in ones those that somebody holds, as AWS does.
  const filter =
    kind === "LocalManagedPolicy"
      ? ({ scope: "Local" } as const)
      : ({ scope: "AWS", used: "any" } as const);
  return listAnyPolicies(tx, accountId, filter, request);
}

const all = { after: undefined, limit: 1000 };

async function inlineOf(tx: Tx, holder: PolicyHolder) {
  return (await tx.inlinePolicies.list(holder, all)).map(({ name, document }) => ({
    policyName: name,
    policyDocument: encodeDocument(document),
  }));
}

async function detailUser(tx: Tx, person: PersonRecord) {
  const holder = userHolder(person);
  const { path, userName, userId, arn, createDate } = renderUser(person);
  const inline = await inlineOf(tx, holder);
  const { accountId, personId } = person;
  return {
    path,
    userName,
    userId,
    arn,
    createDate,
    ...(inline.length > 0 && { userPolicyList: inline }),
    groupList: (await tx.groups.listOf(person, { ...all, limit: 100 })).map(({ name }) => name),
    attachedManagedPolicies: await listAttached(tx, holder, "/", all),
    ...renderBoundary(await boundaryOf(tx, holder)),
    tags: await allTags(tx, { accountId, kind: "user", id: personId }),
  };
}

async function detailGroup(tx: Tx, group: GroupRecord) {
  const holder = groupHolder(group);
  return {
    ...renderGroup(group),
    groupPolicyList: await inlineOf(tx, holder),
    attachedManagedPolicies: await listAttached(tx, holder, "/", all),
  };
}

async function detailRole(tx: Tx, role: RoleRecord) {
  const holder = roleHolder(role);
  return {
    ...(await renderRole(tx, role)),
    instanceProfileList: [],
    rolePolicyList: await inlineOf(tx, holder),
    attachedManagedPolicies: await listAttached(tx, holder, "/", all),
    ...renderBoundary(await boundaryOf(tx, holder)),
    tags: await allTags(tx, roleTags(role)),
    roleLastUsed: renderLastUsed(role),
  };
}

async function detailPolicy(
  { tx, caller }: Scope<unknown> & { readonly tx: Tx },
  found: AnyPolicy,
) {
  const accountId = accountOf(caller);
  const located = await locatePolicy(tx, caller, found.arn);
  return {
    ...(await renderPolicy(tx, accountId, found)),
    ...(found.description !== undefined && { description: found.description }),
    policyVersionList: (await versionsOf(tx, located)).map((version) => ({
      document: encodeDocument(version.document),
      ...renderVersion(version),
    })),
  };
}
