// An account of many, and everything that is listed of it: the first page and one from the middle, as the doors ask for them.

import {
  type AccountId,
  type Arn,
  type GroupId,
  instant,
  type PersonId,
  type Tx,
} from "@sallyport/core";

export const users = 20_000;
/** 25 rows, and one that tells of another page. */
export const pageLimit = 26;

export const accountId = "111122223333" as AccountId;

const groups = 300;
const roles = 5_000;
const policies = 1_500;

const name = (prefix: string, number: number) => `${prefix}-${String(number).padStart(7, "0")}`;
const personId = (number: number) => name("AIDA", number) as PersonId;
const groupId = (number: number) => name("AGPA", number) as GroupId;
const policyArn = (number: number) => `arn:aws:iam::${accountId}:policy/${name("policy", number)}`;

/** `prefix` and the number of the row, as the functions above make it. */
const text = (prefix: string, number = "n") => `'${prefix}-' || lpad((${number})::text, 7, '0')`;
const arnText = (number: string) =>
  `'arn:aws:iam::${accountId}:policy/' || ${text("policy", number)}`;
const numbers = (count: number) => `generate_series(0, ${count - 1}) as n`;

/**
 * In PostgreSQL's SQL: of the users every second has a password, every third a device, every second a key, everyone two groups, a tag, an attached
 * and an inline policy, and a record of the trail. One policy and one group have everybody.
 */
export const makeEverything: readonly string[] = [
  `insert into people (account_id, person_id, kind, name, name_key, path, created_at, epoch)
     select '${accountId}', ${text("AIDA")}, 'user', ${text("user")}, ${text("user")},
       case when n % 100 = 0 then '/seldom/' else '/' end, 1000000 + n, 0 from ${numbers(users)}`,
  `insert into login_profiles (account_id, person_id, phc, created_at, changed_at, reset_required, reset_by_mail)
     select '${accountId}', ${text("AIDA", "n * 2")}, '', 1, 1, 0, 0 from ${numbers(users / 2)}`,
  `insert into user_groups (account_id, group_id, name, name_key, path, created_at)
     select '${accountId}', ${text("AGPA")}, ${text("group")}, ${text("group")}, '/', 1 from ${numbers(groups)}`,
  `insert into memberships (account_id, group_id, person_id, member_key)
     select '${accountId}', ${text("AGPA", "0")}, ${text("AIDA")}, ${text("user")} from ${numbers(users)}
     union all
     select '${accountId}', ${text("AGPA", `1 + n % ${groups - 1}`)}, ${text("AIDA")}, ${text("user")} from ${numbers(users)}`,
  `insert into devices (account_id, serial_number, name, name_key, path, kind, sealed_seed, seed_fingerprint, created_at,
       is_assigned, person_id, enabled_at, drift, late_streak, floor_step)
     select '${accountId}', ${text("device")}, ${text("device")}, ${text("device")}, '/', 'virtual', '', '', 1,
       1, ${text("AIDA", "n * 3")}, 1, 0, 0, 0 from ${numbers(Math.floor(users / 3))}`,
  `insert into access_keys (account_id, person_id, access_key_id, sealed_secret, status, created_at)
     select '${accountId}', ${text("AIDA", "n * 2")}, ${text("AKIA")}, '', 'Active', 1 from ${numbers(users / 2)}`,
  `insert into tags (account_id, kind, owner_id, tag_key, key_folded, value, place)
     select '${accountId}', 'user', ${text("AIDA")}, 'team', 'team', 'red', 1 from ${numbers(users)}`,
  `insert into roles (account_id, role_id, name, name_key, path, trust_policy, trusted, max_session_seconds, created_at)
     select '${accountId}', ${text("AROA")}, ${text("role")}, ${text("role")}, '/', '{}', '[]', 3600, 1 from ${numbers(roles)}`,
  `insert into policies (account_id, arn, policy_id, name, name_key, path, created_at, updated_at, default_version, last_version)
     select '${accountId}', ${arnText("n")}, ${text("ANPA")}, ${text("policy")}, ${text("policy")}, '/', 1, 1, 1, 1
       from ${numbers(policies)}`,
  `insert into policy_versions (account_id, arn, version, document, created_at)
     select '${accountId}', ${arnText("n")}, 1, '{}', 1 from ${numbers(policies)}`,
  `insert into policy_uses (account_id, holder_id, purpose, arn, holder_kind)
     select '${accountId}', ${text("AIDA")}, 'permissions', ${arnText("0")}, 'user' from ${numbers(users)}`,
  `insert into inline_policies (account_id, holder_id, name, holder_kind, document)
     select '${accountId}', ${text("AIDA")}, 'own', 'user', '{}' from ${numbers(users)}`,
  `insert into sessions (account_id, person_id, id_hash, created_at, last_seen_at, expires_at, idle_seconds, password_at, amr, source_address, user_agent)
     select '${accountId}', ${text("AIDA")}, decode(md5(n::text), 'hex'), 1, 1, 9, 9, 1, '[]', '', '' from ${numbers(users)}`,
  `insert into audit (account_id, at, event_id, event, event_name, user_key, failed, read_only)
     select '${accountId}', 1000000 + n, ${text("event")}, '{}',
       case when n % 2 = 0 then 'CreateUser' else 'ListUsers' end, ${text("user")}, n % 10, n % 2 from ${numbers(users)}`,
  `insert into counts (account_id, kind, owner, shard, amount)
     select '${accountId}', 'members', ${text("AGPA")}, 0, 67 from ${numbers(groups)}
     union all select '${accountId}', 'users', '', 0, ${users}`,
];

/** Every table that it fills. */
export const filled: readonly string[] = makeEverything.map(
  (insert) => /^insert into (\w+)/.exec(insert)?.[1] ?? "",
);

type Read = (tx: Tx) => Promise<unknown>;

/** By a name that a failure tells. */
export const reads: Readonly<Record<string, Read>> = {
  ...pages("of users by name", (tx, after) =>
    tx.people.listSummaries(accountId, byName, { after: after("user"), limit: pageLimit }),
  ),
  ...pages("of users from the end", (tx, after) =>
    tx.people.listSummaries(
      accountId,
      { ...byName, descending: true },
      { after: after("user"), limit: pageLimit },
    ),
  ),
  ...pages("of users by age", (tx, after) =>
    tx.people.listSummaries(
      accountId,
      { ...byName, sortBy: "createDate" },
      { after: moment(after("user")), limit: pageLimit },
    ),
  ),
  ...pages("of users found by name", (tx, after) =>
    tx.people.listSummaries(
      accountId,
      { ...byName, namePrefix: "user-00100" },
      { after: after("user"), limit: pageLimit },
    ),
  ),
  ...pages("of ListUsers", (tx, after) =>
    tx.people.listUsers(
      accountId,
      { pathPrefix: "/", examine: pageLimit },
      { after: after("user"), limit: pageLimit },
    ),
  ),
  ...pages("of users under a path that few have", (tx, after) =>
    tx.people.listUsers(
      accountId,
      { pathPrefix: "/seldom/", examine: 10 * pageLimit },
      { after: after("user"), limit: pageLimit },
    ),
  ),
  ...pages("of credentials", (tx, after) =>
    tx.people.listCredentials(
      accountId,
      { namePrefix: "", examine: pageLimit },
      { after: after("user"), limit: pageLimit },
    ),
  ),
  ...pages("of groups", (tx, after) =>
    tx.groups.list(accountId, { pathPrefix: "/" }, { after: after("group"), limit: pageLimit }),
  ),
  ...pages("of groups with their sizes", (tx, after) =>
    tx.groups.listSummaries(
      accountId,
      { namePrefix: "" },
      { after: after("group"), limit: pageLimit },
    ),
  ),
  ...pages("of a group's members", (tx, after) =>
    tx.groups.listMembers(accountId, groupId(0), { after: after("user"), limit: pageLimit }),
  ),
  ...pages("of devices", (tx, after) =>
    tx.devices.list(accountId, { status: "Any" }, { after: after("device"), limit: pageLimit }),
  ),
  ...pages("of assigned devices", (tx, after) =>
    tx.devices.list(
      accountId,
      { status: "Assigned" },
      { after: after("device"), limit: pageLimit },
    ),
  ),
  ...pages("of unassigned devices", (tx, after) =>
    tx.devices.list(
      accountId,
      { status: "Unassigned" },
      { after: after("device"), limit: pageLimit },
    ),
  ),
  ...pages("of roles", (tx, after) =>
    tx.roles.list(accountId, {}, { after: after("role"), limit: pageLimit }),
  ),
  ...pages("of policies", (tx, after) =>
    tx.policies.list(accountId, {}, { after: after("policy"), limit: pageLimit }),
  ),
  ...pages("of who holds a policy", (tx, after) =>
    tx.policyUses.listHolders(
      accountId,
      policyArn(0) as Arn,
      {},
      { after: after("AIDA"), limit: pageLimit },
    ),
  ),
  ...pages("of the trail", (tx, after) =>
    tx.audit.list(accountId, { after: eventKey(after("event")), limit: pageLimit }),
  ),
  ...pages("of one event in the trail", (tx, after) =>
    tx.audit.list(
      accountId,
      { after: eventKey(after("event")), limit: pageLimit },
      { filter: { by: "eventName", value: "CreateUser" }, from: instant(0) },
    ),
  ),
  ...pages("of the trail's changes", (tx, after) =>
    tx.audit.list(
      accountId,
      { after: eventKey(after("event")), limit: pageLimit },
      { filter: { by: "readOnly", value: false }, from: instant(0) },
    ),
  ),
  ...pages("of the trail's failures", (tx, after) =>
    tx.audit.list(
      accountId,
      { after: eventKey(after("event")), limit: pageLimit },
      { filter: { by: "failed" }, from: instant(0) },
    ),
  ),
  "a user's groups": (tx) => tx.groups.listOf(person, everything),
  "a user's devices": (tx) => tx.devices.listOf(person),
  "a user's keys": (tx) => tx.accessKeys.listOf(person),
  "a user's sessions": (tx) => tx.sessions.listOf(person),
  "a user's tags": (tx) => tx.tags.list({ ...holder, kind: "user" }, everything),
  "a user's policies": (tx) => tx.policyUses.list(holder, "permissions", everything),
  "a user's inline policies": (tx) => tx.inlinePolicies.list(holder, everything),
  "what a user holds": (tx) => tx.policyUses.heldBy(holder),
  "whom a requirement concerns": (tx) => tx.mfaRequirements.standingOf(person),
  "how many users there are": (tx) => tx.people.countUsers(accountId),
  "how many have no device": (tx) => tx.people.countUsersWithoutDevice(accountId),
};

const byName = { namePrefix: "", sortBy: "userName", descending: false } as const;
const person = { accountId, personId: personId(users / 2) };
const holder = { accountId, kind: "user", id: person.personId } as const;
const everything = { after: undefined, limit: 1_000 };

type After = (prefix: string) => string | undefined;

const middle: Readonly<Record<string, number>> = {
  group: groups / 2,
  role: roles / 2,
  policy: policies / 2,
  device: users / 6,
};

function pages(what: string, read: (tx: Tx, after: After) => Promise<unknown>) {
  return {
    [`the first page ${what}`]: (tx: Tx) => read(tx, () => undefined),
    [`a middle page ${what}`]: (tx: Tx) =>
      read(tx, (prefix) => name(prefix, middle[prefix] ?? users / 2)),
  };
}

const moment = (user: string | undefined) => user && `${at(user)}/${user}`;
const eventKey = (event: string | undefined) => event && `${at(event)}/${event}`;

/** When the row of that name was made. */
function at(named: string): string {
  return String(instant(1_000_000 + Number(named.slice(-7)))).padStart(15, "0");
}
