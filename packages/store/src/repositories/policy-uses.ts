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
  readonly ids: Range;
  readonly purposes: readonly PolicyPurpose[];
  readonly limit: number;
}

interface Range {
  readonly after: string;
  readonly before: string;
}

/** Who holds a policy, each once, by id; the index has them in this order, so that a page reads no more than it shows. */
const listHolders = statement<HoldersQuery>()(({ db, given, among, oneOf }) =>
  db
    .selectFrom("policy_uses")
    .select(({ fn }) => ["holder_id as id", fn.min("holder_kind").as("kind")])
    .where(({ and }) =>
      and({ account_id: given((query) => query.accountId), arn: given((query) => query.arn) }),
    )
    .where(
      "holder_id",
      ">",
      given(({ ids }) => ids.after),
    )
    .where(
      "holder_id",
      "<",
      given(({ ids }) => ids.before),
    )
    .where(
      "purpose",
      among,
      oneOf((query) => query.purposes),
    )
    .groupBy("holder_id")
    .orderBy("holder_id")
    .limit(given((query) => query.limit)),
);

interface Named {
  id: string;
  name: string;
  path: string;
}

/** Of each id what its one owner is called. (Joined to the list above, PostgreSQL sorted all holders of a policy for each page.) */
const namesOf = statement<{ accountId: AccountId; ids: readonly string[] }>()<Named>(
  ({ given, among, oneOf }) => {
    const named = (id: "group_id" | "person_id" | "role_id", table: string) => sql`
      select ${sql.ref(id)} as id, name, path from ${sql.table(table)}
      where account_id = ${given(({ accountId }) => accountId)} and ${sql.ref(id)} ${among} ${oneOf(({ ids }) => ids)}`;
    return sql<Named>`${named("group_id", "user_groups")} union all ${named("person_id", "people")}
      union all ${named("role_id", "roles")}`;
  },
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

type Holder = Awaited<ReturnType<PolicyUses["listHolders"]>>[number];

/** What the ids of a kind begin with, as AWS's do: so groups come before users, and users before roles. */
const idPrefixes = { group: "AGPA", user: "AIDA", role: "AROA" } as const;

function idsOf(kind: PolicyHolder["kind"] | undefined): Range {
  const prefix = kind === undefined ? "" : idPrefixes[kind];
  return { after: prefix, before: prefixEnd(prefix) };
}

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
      const range = idsOf(kind);
      const purposesOf = purpose === undefined ? purposes : [purpose];
      const found: Holder[] = [];
      for (let after = page.after ?? range.after; ; ) {
        const ids = { after: after > range.after ? after : range.after, before: range.before };
        const query = { accountId, arn, ids, purposes: purposesOf, limit: page.limit };
        const holding = await run.all(listHolders, query);
        const names = await run.all(namesOf, { accountId, ids: holding.map(({ id }) => id) });
        const named = new Map(names.map((one) => [one.id, one]));
        for (const { id, kind: of } of holding) {
          const { name = "", path = "" } = named.get(id) ?? {};
          if (path.startsWith(pathPrefix)) found.push({ id, kind: of, name });
        }
        const last = holding.at(-1);
        if (last === undefined || holding.length < page.limit) return found;
        if (found.length >= page.limit) return found.slice(0, page.limit);
        after = last.id; // so few of these are under that path: on
      }
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
