import {
  type AccountId,
  type Arn,
  type Instant,
  nameKey,
  type PageRequest,
  type Policies,
  type PolicyPurpose,
  type PolicyRecord,
  type PolicyVersionRecord,
} from "@sallyport/core";
import type { PoliciesTable, PolicyVersionsTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";
import { addToCount, readCount } from "./counts.ts";
import { firstName, prefixEnd } from "./paging.ts";

type PolicyRef = { accountId: AccountId; arn: Arn };
type VersionRef = PolicyRef & { version: number };

const insert = statement<PolicyRecord>()(({ db, given }) =>
  db
    .insertInto("policies")
    .values({
      account_id: given((policy) => policy.accountId),
      arn: given((policy) => policy.arn),
      policy_id: given((policy) => policy.policyId),
      name: given((policy) => policy.name),
      name_key: given((policy) => nameKey(policy.name)),
      path: given((policy) => policy.path),
      description: given((policy) => policy.description),
      created_at: given((policy) => policy.createdAt),
      updated_at: given((policy) => policy.updatedAt),
      default_version: given((policy) => policy.defaultVersion),
      last_version: given((policy) => policy.lastVersion),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const find = statement<PolicyRef>()(({ db, given }) =>
  db
    .selectFrom("policies")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((policy) => policy.accountId), arn: given((policy) => policy.arn) }),
    ),
);

interface ListQuery {
  readonly accountId: AccountId;
  readonly pathPrefix: string;
  readonly namePrefix: string;
  readonly usedFor: readonly PolicyPurpose[];
  readonly page: PageRequest;
}

/** By name; `used` only those that somebody holds for one of these purposes. */
const listing = (used: boolean) =>
  statement<ListQuery>()(({ db, given, among, oneOf }) => {
    const named = db
      .selectFrom("policies")
      .selectAll()
      .where(({ and }) => and({ account_id: given((query) => query.accountId) }))
      .where(
        "name_key",
        ">=",
        given((query) => firstName(query.page, nameKey(query.namePrefix))),
      )
      .where(
        "name_key",
        "<",
        given((query) => prefixEnd(nameKey(query.namePrefix))),
      )
      .where(
        "path",
        ">=",
        given((query) => query.pathPrefix),
      )
      .where(
        "path",
        "<",
        given((query) => prefixEnd(query.pathPrefix)),
      )
      .orderBy("name_key")
      .limit(given((query) => query.page.limit));
    if (!used) return named;
    return named.where(({ exists, selectFrom }) =>
      exists(
        selectFrom("policy_uses")
          .select("holder_id")
          .whereRef("policy_uses.account_id", "=", "policies.account_id")
          .whereRef("policy_uses.arn", "=", "policies.arn")
          .where(
            "purpose",
            among,
            oneOf((query) => query.usedFor),
          ),
      ),
    );
  });

const list = listing(false);
const listUsed = listing(true);

const remove = statement<PolicyRef>()(({ db, given }) =>
  db
    .deleteFrom("policies")
    .where(({ and }) =>
      and({ account_id: given((policy) => policy.accountId), arn: given((policy) => policy.arn) }),
    ),
);

const removeVersions = statement<PolicyRef>()(({ db, given }) =>
  db
    .deleteFrom("policy_versions")
    .where(({ and }) =>
      and({ account_id: given((policy) => policy.accountId), arn: given((policy) => policy.arn) }),
    ),
);

const insertVersion = statement<PolicyVersionRecord>()(({ db, given }) =>
  db.insertInto("policy_versions").values({
    account_id: given((version) => version.accountId),
    arn: given((version) => version.arn),
    version: given((version) => version.version),
    document: given((version) => version.document),
    created_at: given((version) => version.createdAt),
  }),
);

/** The number goes up only from the one that was read: of two that add at once, one is run again. */
const takeVersion = statement<VersionRef>()(({ db, given, whole }) =>
  db
    .updateTable("policies")
    .set({ last_version: given((next) => next.version) })
    .where(({ and }) =>
      and({
        account_id: given((next) => next.accountId),
        arn: given((next) => next.arn),
        last_version: whole((next) => next.version - 1),
      }),
    ),
);

const setDefault = statement<VersionRef & { at: Instant }>()(({ db, given }) =>
  db
    .updateTable("policies")
    .set({
      default_version: given((change) => change.version),
      updated_at: given((change) => change.at),
    })
    .where(({ and }) =>
      and({ account_id: given((change) => change.accountId), arn: given((change) => change.arn) }),
    ),
);

const findVersion = statement<VersionRef>()(({ db, given }) =>
  db
    .selectFrom("policy_versions")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given((version) => version.accountId),
        arn: given((version) => version.arn),
        version: given((version) => version.version),
      }),
    ),
);

const listVersions = statement<PolicyRef>()(({ db, given }) =>
  db
    .selectFrom("policy_versions")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((policy) => policy.accountId), arn: given((policy) => policy.arn) }),
    )
    .orderBy("version", "desc"),
);

const removeVersion = statement<VersionRef>()(({ db, given }) =>
  db.deleteFrom("policy_versions").where(({ and }) =>
    and({
      account_id: given((version) => version.accountId),
      arn: given((version) => version.arn),
      version: given((version) => version.version),
    }),
  ),
);

function toPolicy(row: PoliciesTable): PolicyRecord {
  return {
    accountId: row.account_id,
    arn: row.arn,
    policyId: row.policy_id,
    name: row.name,
    path: row.path,
    description: row.description ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    defaultVersion: row.default_version,
    lastVersion: row.last_version,
  };
}

function toVersion(row: PolicyVersionsTable): PolicyVersionRecord {
  return {
    accountId: row.account_id,
    arn: row.arn,
    version: row.version,
    document: row.document,
    createdAt: row.created_at,
  };
}

const both: readonly PolicyPurpose[] = ["permissions", "boundary"];

export function policies(run: Run): Policies {
  const count = (accountId: AccountId, kind: "policies" | "policyVersions", by: number) =>
    addToCount(run, { accountId, kind }, by);
  return {
    async insert(policy, document) {
      if ((await run.change(insert, policy)) === 0) return false;
      const { accountId, arn, lastVersion: version, createdAt } = policy;
      await run.change(insertVersion, { accountId, arn, version, document, createdAt });
      await count(accountId, "policies", 1);
      await count(accountId, "policyVersions", 1);
      return true;
    },
    async find(accountId, arn) {
      const row = await run.first(find, { accountId, arn });
      return row && toPolicy(row);
    },
    async list(accountId, { pathPrefix = "", namePrefix = "", used }, page) {
      const usedFor = used === "any" || used === undefined ? both : [used];
      const query = { accountId, pathPrefix, namePrefix, usedFor, page };
      return (await run.all(used === undefined ? list : listUsed, query)).map(toPolicy);
    },
    async count(accountId) {
      return {
        policies: await readCount(run, { accountId, kind: "policies" }),
        versions: await readCount(run, { accountId, kind: "policyVersions" }),
      };
    },
    async delete(accountId, arn) {
      const removed = await run.change(remove, { accountId, arn });
      const versions = await run.change(removeVersions, { accountId, arn });
      if (removed > 0) await count(accountId, "policies", -removed);
      if (versions > 0) await count(accountId, "policyVersions", -versions);
    },
    async addVersion(version) {
      if ((await run.change(takeVersion, version)) === 0) return false;
      await run.change(insertVersion, version);
      await count(version.accountId, "policyVersions", 1);
      return true;
    },
    async setDefaultVersion(accountId, arn, version, at) {
      await run.change(setDefault, { accountId, arn, version, at });
    },
    async findVersion(accountId, arn, version) {
      const row = await run.first(findVersion, { accountId, arn, version });
      return row && toVersion(row);
    },
    async listVersions(accountId, arn) {
      return (await run.all(listVersions, { accountId, arn })).map(toVersion);
    },
    async deleteVersion(accountId, arn, version) {
      const removed = await run.change(removeVersion, { accountId, arn, version });
      if (removed > 0) await count(accountId, "policyVersions", -removed);
    },
  };
}
