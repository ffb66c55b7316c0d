import {
  type AccountId,
  type GroupId,
  type GroupRecord,
  type Groups,
  nameKey,
  type PageRequest,
  type PersonId,
  type PersonRef,
} from "@sallyport/core";
import type { UserGroupsTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";
import { addToCount, readCount, removeCount, total } from "./counts.ts";
import { firstName, prefixEnd, startOf } from "./paging.ts";
import { toPerson } from "./person-row.ts";

type GroupRef = { accountId: AccountId; groupId: GroupId };
type Member = GroupRef & { personId: PersonId };

const insert = statement<GroupRecord>()(({ db, given }) =>
  db
    .insertInto("user_groups")
    .values({
      account_id: given((group) => group.accountId),
      group_id: given((group) => group.groupId),
      name: given((group) => group.name),
      name_key: given((group) => nameKey(group.name)),
      path: given((group) => group.path),
      created_at: given((group) => group.createdAt),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const find = statement<{ accountId: AccountId; name: string }>()(({ db, given }) =>
  db
    .selectFrom("user_groups")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given((group) => group.accountId),
        name_key: given((group) => nameKey(group.name)),
      }),
    ),
);

const list = statement<{ accountId: AccountId; pathPrefix: string; page: PageRequest }>()(
  ({ db, given }) =>
    db
      .selectFrom("user_groups")
      .selectAll()
      .where(({ and }) => and({ account_id: given((query) => query.accountId) }))
      .where(
        "name_key",
        ">",
        given((query) => startOf(query.page)),
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
      .limit(given((query) => query.page.limit)),
);

const listSummaries = statement<{
  accountId: AccountId;
  namePrefix: string;
  page: PageRequest;
}>()(({ db, given }) =>
  db
    .selectFrom("user_groups")
    .selectAll("user_groups")
    .select(({ selectFrom }) =>
      selectFrom("counts")
        .select(total.as("total"))
        .whereRef("counts.account_id", "=", "user_groups.account_id")
        .where("counts.kind", "=", "members")
        .whereRef("counts.owner", "=", "user_groups.group_id")
        .as("user_count"),
    )
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
    .orderBy("name_key")
    .limit(given((query) => query.page.limit)),
);

const count = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("user_groups")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(({ and }) => and({ account_id: given((id) => id) })),
);

const rename = statement<GroupRef & { name: string; path: string }>()(({ db, given }) =>
  db
    .updateTable("user_groups")
    .set({
      name: given((change) => change.name),
      name_key: given((change) => nameKey(change.name)),
      path: given((change) => change.path),
    })
    .where(({ and }) =>
      and({
        account_id: given((change) => change.accountId),
        group_id: given((change) => change.groupId),
      }),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("user_groups as other")
            .select("other.group_id")
            .where(({ and }) =>
              and({
                "other.account_id": given((change) => change.accountId),
                "other.name_key": given((change) => nameKey(change.name)),
              }),
            )
            .where(
              "other.group_id",
              "<>",
              given((change) => change.groupId),
            ),
        ),
      ),
    ),
);

const remove = statement<GroupRef>()(({ db, given }) =>
  db.deleteFrom("user_groups").where(({ and }) =>
    and({
      account_id: given((group) => group.accountId),
      group_id: given((group) => group.groupId),
    }),
  ),
);

const addMember = statement<Member>()(({ db, given }) =>
  db
    .insertInto("memberships")
    .columns(["account_id", "group_id", "person_id", "member_key"])
    .expression(
      db
        .selectFrom(["people", "user_groups"])
        .select(["people.account_id", "group_id", "person_id", "people.name_key"])
        .where(({ and }) =>
          and({
            "people.account_id": given((member) => member.accountId),
            person_id: given((member) => member.personId),
            "user_groups.account_id": given((member) => member.accountId),
            group_id: given((member) => member.groupId),
          }),
        ),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

const removeMember = statement<Member>()(({ db, given }) =>
  db.deleteFrom("memberships").where(({ and }) =>
    and({
      account_id: given((member) => member.accountId),
      group_id: given((member) => member.groupId),
      person_id: given((member) => member.personId),
    }),
  ),
);

const groupIdsOf = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("memberships")
    .select("group_id")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const listMembers = statement<GroupRef & { page: PageRequest }>()(({ db, given }) =>
  db
    .selectFrom("memberships")
    .innerJoin("people", (join) =>
      join
        .onRef("people.account_id", "=", "memberships.account_id")
        .onRef("people.person_id", "=", "memberships.person_id"),
    )
    .selectAll("people")
    .where(({ and }) =>
      and({
        "memberships.account_id": given((query) => query.accountId),
        "memberships.group_id": given((query) => query.groupId),
      }),
    )
    .where(
      "memberships.member_key",
      ">",
      given((query) => startOf(query.page)),
    )
    .orderBy("memberships.member_key")
    .limit(given((query) => query.page.limit)),
);

const listOf = statement<PersonRef & { page: PageRequest }>()(({ db, given }) =>
  db
    .selectFrom("memberships")
    .innerJoin("user_groups", (join) =>
      join
        .onRef("user_groups.account_id", "=", "memberships.account_id")
        .onRef("user_groups.group_id", "=", "memberships.group_id"),
    )
    .selectAll("user_groups")
    .where(({ and }) =>
      and({
        "memberships.account_id": given((query) => query.accountId),
        "memberships.person_id": given((query) => query.personId),
      }),
    )
    .where(
      "user_groups.name_key",
      ">",
      given((query) => startOf(query.page)),
    )
    .orderBy("user_groups.name_key")
    .limit(given((query) => query.page.limit)),
);

const countOf = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("memberships")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

function toGroup(row: UserGroupsTable): GroupRecord {
  return {
    accountId: row.account_id,
    groupId: row.group_id,
    name: row.name,
    path: row.path,
    createdAt: row.created_at,
  };
}

const membersOf = ({ accountId, groupId }: GroupRef) =>
  ({ accountId, kind: "members", owner: groupId }) as const;

export function groups(run: Run): Groups {
  const leave = async (member: Member) => {
    const removed = await run.change(removeMember, member);
    if (removed === 1) await addToCount(run, membersOf(member), -1);
    return removed === 1;
  };
  return {
    insert: async (group) => (await run.change(insert, group)) === 1,
    async find(accountId, name) {
      const row = await run.first(find, { accountId, name });
      return row && toGroup(row);
    },
    async list(accountId, { pathPrefix }, page) {
      return (await run.all(list, { accountId, pathPrefix, page })).map(toGroup);
    },
    async listSummaries(accountId, { namePrefix }, page) {
      const rows = await run.all(listSummaries, { accountId, namePrefix, page });
      return rows.map((row) => ({ group: toGroup(row), userCount: row.user_count ?? 0 }));
    },
    count: async (accountId) => (await run.first(count, accountId))?.count ?? 0,
    async rename(accountId, groupId, { name, path }) {
      return (await run.change(rename, { accountId, groupId, name, path })) === 1;
    },
    async delete(accountId, groupId) {
      await run.change(remove, { accountId, groupId });
      await removeCount(run, membersOf({ accountId, groupId }));
    },
    async addMember(accountId, groupId, personId) {
      const added = await run.change(addMember, { accountId, groupId, personId });
      if (added === 1) await addToCount(run, membersOf({ accountId, groupId }), 1);
      return added === 1;
    },
    removeMember: (accountId, groupId, personId) => leave({ accountId, groupId, personId }),
    async removeMemberFromAll({ accountId, personId }) {
      for (const { group_id: groupId } of await run.all(groupIdsOf, { accountId, personId })) {
        await leave({ accountId, groupId, personId });
      }
    },
    async listMembers(accountId, groupId, page) {
      return (await run.all(listMembers, { accountId, groupId, page })).map(toPerson);
    },
    countMembers: (accountId, groupId) => readCount(run, membersOf({ accountId, groupId })),
    async listOf(ref, page) {
      return (await run.all(listOf, { ...ref, page })).map(toGroup);
    },
    countOf: async (ref) => (await run.first(countOf, ref))?.count ?? 0,
  };
}
