import {
  type AccountId,
  type GroupId,
  type Instant,
  instant,
  type MfaRequirementCounts,
  type MfaRequirementGroups,
  type MfaRequirementRecord,
  type MfaRequirements,
  type MfaStanding,
  type PersonRef,
} from "@sallyport/core";
import { sql } from "kysely";
import type { MfaRequirementsTable } from "../database.ts";
import { type Building, type Run, statement } from "../statement.ts";

const settings = ({ given }: Building<MfaRequirementRecord>) => ({
  since: given((requirement) => requirement.since),
  switched_on_at: given((requirement) => requirement.switchedOnAt),
  grace_days: given((requirement) => requirement.graceDays),
  everyone: given((requirement) => requirement.everyone),
});

const put = statement<MfaRequirementRecord>()((building) =>
  building.db
    .insertInto("mfa_requirements")
    .values({ account_id: building.given(({ accountId }) => accountId), ...settings(building) })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet(settings(building))),
);

const find = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("mfa_requirements")
    .selectAll()
    .where(({ and }) => and({ account_id: given((id) => id) })),
);

const remove = statement<AccountId>()(({ db, given }) =>
  db.deleteFrom("mfa_requirements").where(
    "account_id",
    "=",
    given((id) => id),
  ),
);

const removeGroups = statement<AccountId>()(({ db, given }) =>
  db.deleteFrom("mfa_requirement_groups").where(
    "account_id",
    "=",
    given((id) => id),
  ),
);

const addGroup = statement<{
  accountId: AccountId;
  purpose: "required" | "exempt";
  groupId: GroupId;
}>()(({ db, given }) =>
  db
    .insertInto("mfa_requirement_groups")
    .values({
      account_id: given((one) => one.accountId),
      purpose: given((one) => one.purpose),
      group_id: given((one) => one.groupId),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const groupsOf = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("mfa_requirement_groups as listed")
    .innerJoin("user_groups", (join) =>
      join
        .onRef("user_groups.account_id", "=", "listed.account_id")
        .onRef("user_groups.group_id", "=", "listed.group_id"),
    )
    .select(["user_groups.name as name", "listed.purpose as purpose"])
    .where(({ and }) => and({ "listed.account_id": given((id) => id) }))
    .where("listed.purpose", "in", ["required", "exempt"])
    .orderBy("user_groups.name_key"),
);

interface StandingRow extends MfaRequirementsTable {
  required: number;
  exempt: number;
  has_password: number;
  prompted_at: Instant | null;
}

const isIn = (
  given: (read: (ref: PersonRef) => string) => unknown,
  purpose: "required" | "exempt",
) => sql`case when exists (
    select 1 from memberships join mfa_requirement_groups as listed
      on listed.account_id = memberships.account_id and listed.group_id = memberships.group_id
    where memberships.account_id = ${given((ref) => ref.accountId)}
      and memberships.person_id = ${given((ref) => ref.personId)}
      and listed.purpose = ${sql.lit(purpose)}) then 1 else 0 end`;

const standing = statement<PersonRef>()<StandingRow>(
  ({ given }) => sql<StandingRow>`
    select mfa_requirements.*, ${isIn(given, "required")} as required, ${isIn(given, "exempt")} as exempt,
      case when exists (select 1 from login_profiles
        where login_profiles.account_id = ${given((ref) => ref.accountId)}
          and login_profiles.person_id = ${given((ref) => ref.personId)}) then 1 else 0 end as has_password,
      (select prompted_at from mfa_prompts
        where mfa_prompts.account_id = ${given((ref) => ref.accountId)}
          and mfa_prompts.person_id = ${given((ref) => ref.personId)}
          and mfa_prompts.switched_on_at = mfa_requirements.switched_on_at) as prompted_at
    from mfa_requirements where mfa_requirements.account_id = ${given((ref) => ref.accountId)}`,
);

type Prompt = PersonRef & { readonly switchedOnAt: Instant; readonly at: Instant };

const beginningOfTime = instant(0);

/** Of two sign-ins at once the first stays, and what stems from a former switching-on gives way. */
const markPrompted = statement<Prompt>()(({ db, given }) =>
  db
    .insertInto("mfa_prompts")
    .values({
      account_id: given((prompt) => prompt.accountId),
      person_id: given((prompt) => prompt.personId),
      switched_on_at: given((prompt) => prompt.switchedOnAt),
      prompted_at: given((prompt) => prompt.at),
    })
    .onConflict((conflict) =>
      conflict
        .columns(["account_id", "person_id"])
        .doUpdateSet({
          switched_on_at: given((prompt) => prompt.switchedOnAt),
          prompted_at: given((prompt) => prompt.at),
        })
        .where(
          "mfa_prompts.switched_on_at",
          "<>",
          given((prompt) => prompt.switchedOnAt),
        ),
    ),
);

/** Unlike a prompt it counts whatever came before. */
const endGrace = statement<Omit<Prompt, "at">>()(({ db, given }) =>
  db
    .insertInto("mfa_prompts")
    .values({
      account_id: given((prompt) => prompt.accountId),
      person_id: given((prompt) => prompt.personId),
      switched_on_at: given((prompt) => prompt.switchedOnAt),
      prompted_at: beginningOfTime,
    })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "person_id"]).doUpdateSet({
        switched_on_at: given((prompt) => prompt.switchedOnAt),
        prompted_at: beginningOfTime,
      }),
    ),
);

const forgetPrompts = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("mfa_prompts")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

interface CountQuery extends MfaRequirementGroups {
  readonly accountId: AccountId;
  readonly everyone: boolean;
  readonly after: string;
  readonly examine: number;
}

interface CountRow {
  users_without_device: number | null;
  without_password: number | null;
  access_keys: number | null;
  examined: number;
  last_key: string | null;
}

// Not `exists`: PostgreSQL would read the whole of a table for it, once for every part that is counted.
const has = (table: "devices" | "login_profiles") => sql`coalesce((
    select 1 from ${sql.table(table)} as had where had.account_id = people.account_id
      and had.person_id = people.person_id limit 1), 0)`;

const isMember = (among: unknown, groups: unknown) => sql`(
    select 1 from memberships where memberships.account_id = matching.account_id
      and memberships.person_id = matching.person_id and memberships.group_id ${among} ${groups} limit 1) is not null`;

/** The inner limits bound nothing more: without them PostgreSQL asks for a device anew wherever `has_device` is used. */
const count = statement<CountQuery>()<CountRow>(({ given, whole, among, oneOf }) => {
  const required = isMember(
    among,
    oneOf(({ required }) => required),
  );
  const exempt = isMember(
    among,
    oneOf(({ exempt }) => exempt),
  );
  const examine = given(({ examine }) => examine);
  return sql<CountRow>`
    select count(*) as examined, max(name_key) as last_key,
      sum(case when in_scope = 1 and has_device = 0 then 1 else 0 end) as users_without_device,
      sum(case when in_scope = 1 and has_device = 0 and has_password = 0 then 1 else 0 end) as without_password,
      sum(case when in_scope = 1 then
        (select count(*) from access_keys where access_keys.account_id = kept.account_id
          and access_keys.person_id = kept.person_id and access_keys.status = 'Active') else 0 end) as access_keys
    from (
      select account_id, person_id, name_key, has_device, has_password,
        case when (${whole((query) => (query.everyone ? 1 : 0))} = 1 or ${required})
          and (has_password = 1 or not (${exempt})) then 1 else 0 end as in_scope
      from (
        select account_id, person_id, name_key, ${has("devices")} as has_device, ${has("login_profiles")} as has_password
        from people
        where account_id = ${given(({ accountId }) => accountId)} and name_key > ${given(({ after }) => after)}
        order by name_key limit ${examine}) as matching
      limit ${examine}) as kept`;
});

/** At once. Of twice as many PostgreSQL believes that compiling the plan pays, which takes longer than the answer. */
const countedAtOnce = 2000;

function toRequirement(row: MfaRequirementsTable): MfaRequirementRecord {
  return {
    accountId: row.account_id,
    since: row.since,
    switchedOnAt: row.switched_on_at,
    graceDays: row.grace_days,
    everyone: row.everyone === 1,
  };
}

function toStanding(row: StandingRow): MfaStanding {
  return {
    requirement: toRequirement(row),
    inRequiredGroup: row.required === 1,
    inExemptGroup: row.exempt === 1,
    hasPassword: row.has_password === 1,
    promptedAt: row.prompted_at ?? undefined,
  };
}

const nothing: MfaRequirementCounts = {
  usersWithoutDevice: 0,
  withoutPassword: 0,
  accessKeys: 0,
  examined: 0,
};

function plus(counts: MfaRequirementCounts, row: CountRow): MfaRequirementCounts {
  return {
    usersWithoutDevice: counts.usersWithoutDevice + Number(row.users_without_device ?? 0),
    withoutPassword: counts.withoutPassword + Number(row.without_password ?? 0),
    accessKeys: counts.accessKeys + Number(row.access_keys ?? 0),
    examined: counts.examined + Number(row.examined),
  };
}

export function mfaRequirements(run: Run): MfaRequirements {
  return {
    async find(accountId) {
      const row = await run.first(find, accountId);
      return row && toRequirement(row);
    },
    groupsOf: (accountId) => run.all(groupsOf, accountId),
    async put(requirement, groups) {
      const { accountId } = requirement;
      await run.change(put, requirement);
      await run.change(removeGroups, accountId);
      for (const purpose of ["required", "exempt"] as const) {
        for (const groupId of groups[purpose]) {
          await run.change(addGroup, { accountId, purpose, groupId });
        }
      }
    },
    async delete(accountId) {
      await run.change(removeGroups, accountId);
      return (await run.change(remove, accountId)) === 1;
    },
    async standingOf(person) {
      const row = await run.first(standing, person);
      return row && toStanding(row);
    },
    async markPrompted({ accountId, personId }, { switchedOnAt }, at) {
      await run.change(markPrompted, { accountId, personId, switchedOnAt, at });
    },
    async endGrace({ accountId, personId }, { switchedOnAt }) {
      await run.change(endGrace, { accountId, personId, switchedOnAt });
    },
    async forgetPrompts(person) {
      await run.change(forgetPrompts, person);
    },
    async count(accountId, scope, examine) {
      let counts = nothing;
      for (let after = ""; counts.examined < examine; ) {
        const next = Math.min(countedAtOnce, examine - counts.examined);
        const row = await run.first(count, { accountId, ...scope, after, examine: next });
        if (row === undefined) break;
        counts = plus(counts, row);
        if (row.last_key === null || Number(row.examined) < next) break;
        after = row.last_key;
      }
      return counts;
    },
  };
}
