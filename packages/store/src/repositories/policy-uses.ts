import type {
  AccountId,
  Arn,
  HeldPolicyRecord,
  PageRequest,
  PolicyHolder,
  PolicyPurpose,
  PolicyUses,
} from "@sallyport/core";
import { sql } from "kysely";
import { type Run, statement } from "../statement.ts";
import { addToCount, readCount } from "./counts.ts";
import { prefixEnd, startOf } from "./paging.ts";

type HolderRef = Omit<PolicyHolder, "kind">;
type Use = { holder: PolicyHolder; purpose: PolicyPurpose; arn: Arn };

const insert = statement<Use>()(({ db, given }) =>
  db
    .insertInto("policy_uses")
    .values({
      account_id: given(({ holder }) => holder.accountId),
      holder_id: given(({ holder }) => holder.id),
      purpose: given((use) => use.purpose),
      arn: given((use) => use.arn),
      holder_kind: given(({ holder }) => holder.kind),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const remove = statement<Use>()(({ db, given }) =>
  db.deleteFrom("policy_uses").where(({ and }) =>
    and({
      account_id: given(({ holder }) => holder.accountId),
      holder_id: given(({ holder }) => holder.id),
      purpose: given((use) => use.purpose),
      arn: given((use) => use.arn),
    }),
  ),
);

const list = statement<{ holder: PolicyHolder; purpose: PolicyPurpose; page: PageRequest }>()(
  ({ db, given }) =>
    db
      .selectFrom("policy_uses")
      .select("arn")
      .where(({ and }) =>
        and({
          account_id: given(({ holder }) => holder.accountId),
          holder_id: given(({ holder }) => holder.id),
          purpose: given((query) => query.purpose),
        }),
      )
      .where(
        "arn",
        ">",
        given((query) => startOf(query.page) as Arn),
      )
      .orderBy("arn")
      .limit(given((query) => query.page.limit)),
);

interface HoldersQuery {
  readonly accountId: AccountId;
  readonly arn: Arn;
  readonly kinds: readonly PolicyHolder["kind"][];
  readonly purposes: readonly PolicyPurpose[];
  readonly pathPrefix: string;
  readonly page: PageRequest;
}

/** Who holds a policy, each once, by id: groups (`AGPA…`) come before users (`AIDA…`) and roles (`AROA…`). */
const listHolders = statement<HoldersQuery>()(({ db, given, oneOf }) =>
  db
    .selectFrom("policy_uses")
    .leftJoin("user_groups", (join) =>
      join
        .onRef("user_groups.account_id", "=", "policy_uses.account_id")
        .onRef("user_groups.group_id", "=", sql.ref("policy_uses.holder_id")),
    )
    .leftJoin("people", (join) =>
      join
        .onRef("people.account_id", "=", "policy_uses.account_id")
        .onRef("people.person_id", "=", sql.ref("policy_uses.holder_id")),
    )
    .leftJoin("roles", (join) =>
      join
        .onRef("roles.account_id", "=", "policy_uses.account_id")
        .onRef("roles.role_id", "=", sql.ref("policy_uses.holder_id")),
    )
    .select(({ fn }) => [
      "policy_uses.holder_id as id",
      "policy_uses.holder_kind as kind",
      fn.coalesce("user_groups.name", "people.name", "roles.name").as("name"),
    ])
    .distinct()
    .where(({ and }) =>
      and({
        "policy_uses.account_id": given((query) => query.accountId),
        "policy_uses.arn": given((query) => query.arn),
      }),
    )
    .where(
      "policy_uses.holder_id",
      ">",
      given((query) => startOf(query.page)),
    )
    .where(
      "policy_uses.holder_kind",
      "in",
      oneOf((query) => query.kinds),
    )
    .where(
      "policy_uses.purpose",
      "in",
      oneOf((query) => query.purposes),
    )
    .where(
      ({ fn }) => fn.coalesce("user_groups.path", "people.path", "roles.path"),
      ">=",
      given((query) => query.pathPrefix),
    )
    .where(
      ({ fn }) => fn.coalesce("user_groups.path", "people.path", "roles.path"),
      "<",
      given((query) => prefixEnd(query.pathPrefix)),
    )
    .orderBy("policy_uses.holder_id")
    .limit(given((query) => query.page.limit)),
);

const removeAll = statement<PolicyHolder>()(({ db, given }) =>
  db.deleteFrom("policy_uses").where(({ and }) =>
    and({
      account_id: given((holder) => holder.accountId),
      holder_id: given((holder) => holder.id),
    }),
  ),
);

/** A person's own id, and those of their groups; a role's is its own alone. */
const holders = (given: (read: (ref: HolderRef) => string) => unknown) => sql`(
  select ${given((ref) => ref.id)} as holder_id
  union all
  select group_id from memberships
  where account_id = ${given((ref) => ref.accountId)} and person_id = ${given((ref) => ref.id)})`;

interface HeldRow {
  source: HeldPolicyRecord["source"] | "requirement";
  id: string;
  holder_id: string;
  holder_kind: PolicyHolder["kind"];
  group_name: string | null;
  document: string | null;
}

/**
 * In one go, for every request: inline and attached, of the person and of each group, with the default version's text; and whether
 * the account requires MFA, as a row of its own.
 */
const held = statement<HolderRef>()<HeldRow>(
  ({ given }) => sql<HeldRow>`
    select 'inline' as source, held.holder_id as holder_id, held.name as id,
      held.holder_kind as holder_kind, user_groups.name as group_name, held.document as document
    from ${holders(given)} as holders
    join inline_policies as held
      on held.account_id = ${given((ref) => ref.accountId)} and held.holder_id = holders.holder_id
    left join user_groups
      on user_groups.account_id = held.account_id and user_groups.group_id = held.holder_id
    union all
    select held.purpose, held.holder_id, held.arn, held.holder_kind, user_groups.name,
      policy_versions.document
    from ${holders(given)} as holders
    join policy_uses as held
      on held.account_id = ${given((ref) => ref.accountId)} and held.holder_id = holders.holder_id
    left join user_groups
      on user_groups.account_id = held.account_id and user_groups.group_id = held.holder_id
    left join policies
      on policies.account_id = held.account_id and policies.arn = held.arn
    left join policy_versions
      on policy_versions.account_id = policies.account_id and policy_versions.arn = policies.arn
      and policy_versions.version = policies.default_version
    union all
    select 'requirement', account_id, '', 'user', null, null
    from mfa_requirements where account_id = ${given((ref) => ref.accountId)}
    order by 1, 2, 3`,
);

const kinds = ["user", "group", "role"] as const;
const purposes = ["permissions", "boundary"] as const;

export function policyUses(run: Run): PolicyUses {
  const count = ({ holder, purpose, arn }: Use, by: number) =>
    addToCount(run, { accountId: holder.accountId, kind: countKinds[purpose], owner: arn }, by);
  const counted = async (use: Use, changed: number, by: number) => {
    if (changed === 1) await count(use, by);
    return changed === 1;
  };
  return {
    async add(holder, purpose, arn) {
      const use = { holder, purpose, arn };
      return counted(use, await run.change(insert, use), 1);
    },
    async remove(holder, purpose, arn) {
      const use = { holder, purpose, arn };
      return counted(use, await run.change(remove, use), -1);
    },
    async list(holder, purpose, page) {
      return (await run.all(list, { holder, purpose, page })).map(({ arn }) => arn);
    },
    async count(accountId, arn) {
      return {
        attachments: await readCount(run, { accountId, kind: "attachments", owner: arn }),
        boundaries: await readCount(run, { accountId, kind: "boundaries", owner: arn }),
      };
    },
    async listHolders(accountId, arn, { kind, purpose, pathPrefix = "" }, page) {
      const rows = await run.all(listHolders, {
        accountId,
        arn,
        kinds: kind === undefined ? kinds : [kind],
        purposes: purpose === undefined ? purposes : [purpose],
        pathPrefix,
        page,
      });
      return rows.map(({ id, kind: of, name }) => ({ id, kind: of, name: name ?? "" }));
    },
    async removeAll(holder) {
      for (const purpose of ["permissions", "boundary"] as const) {
        const page = { after: undefined, limit: 1000 };
        for (const { arn } of await run.all(list, { holder, purpose, page })) {
          await count({ holder, purpose, arn }, -1);
        }
      }
      await run.change(removeAll, holder);
    },
    heldBy: async (ref) => toHeld(ref, await run.all(held, ref)),
    async heldByCaller(ref) {
      const rows = await run.all(held, ref);
      const accountRequiresMfa = rows.some(({ source }) => source === "requirement");
      return { held: toHeld(ref, rows), accountRequiresMfa };
    },
  };
}

function toHeld({ accountId }: HolderRef, rows: readonly HeldRow[]): readonly HeldPolicyRecord[] {
  return rows.flatMap((row) => {
    if (row.source === "requirement") return [];
    return {
      source: row.source,
      id: row.id,
      holder: { accountId, kind: row.holder_kind, id: row.holder_id },
      groupName: row.group_name ?? undefined,
      document: row.document ?? undefined,
    };
  });
}

const countKinds = { permissions: "attachments", boundary: "boundaries" } as const;
