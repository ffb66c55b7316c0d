import {
  type AccountId,
  type Instant,
  nameKey,
  type People,
  type PersonRecord,
  type PersonRef,
} from "@sallyport/core";
import type { PeopleTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";
import { addToCount, readCount } from "./counts.ts";
import { type Examining, examinedTo, nextUsers } from "./examined-users.ts";
import { prefixEnd } from "./paging.ts";
import { toPerson } from "./person-row.ts";
import { listUserCredentials } from "./user-credentials.ts";
import { listUserSummaries } from "./user-summaries.ts";

const insert = statement<PersonRecord>()(({ db, given }) =>
  db
    .insertInto("people")
    .values({
      account_id: given((person) => person.accountId),
      person_id: given((person) => person.personId),
      kind: given((person) => person.kind),
      name: given((person) => person.name),
      name_key: given((person) => nameKey(person.name)),
      path: given((person) => person.path),
      created_at: given((person) => person.createdAt),
      password_last_used_at: given((person) => person.passwordLastUsedAt),
      last_active_at: given((person) => person.lastActiveAt),
      epoch: given((person) => person.epoch),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const find = statement<PersonRef>()(({ db, given }) =>
  db
    .selectFrom("people")
    .selectAll()
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const findUser = statement<{ accountId: AccountId; name: string }>()(({ db, given }) =>
  db
    .selectFrom("people")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given((user) => user.accountId),
        name_key: given((user) => nameKey(user.name)),
      }),
    )
    .where("kind", "=", "user"),
);

const listUsers = statement<Examining & { pathPrefix: string }>()((building) =>
  building.db
    .selectFrom(nextUsers(building).as("matching"))
    .selectAll()
    .where(
      "path",
      ">=",
      building.given((query) => query.pathPrefix),
    )
    .where(
      "path",
      "<",
      building.given((query) => prefixEnd(query.pathPrefix)),
    )
    .orderBy("name_key")
    .limit(building.given((query) => query.page.limit)),
);

const rename = statement<PersonRef & { name: string; path: string }>()(({ db, given }) =>
  db
    .updateTable("people")
    .set({
      name: given((change) => change.name),
      name_key: given((change) => nameKey(change.name)),
      path: given((change) => change.path),
    })
    .where(({ and }) =>
      and({
        account_id: given((change) => change.accountId),
        person_id: given((change) => change.personId),
      }),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("people as other")
            .select("other.person_id")
            .where(({ and }) =>
              and({
                "other.account_id": given((change) => change.accountId),
                "other.name_key": given((change) => nameKey(change.name)),
              }),
            )
            .where(
              "other.person_id",
              "<>",
              given((change) => change.personId),
            ),
        ),
      ),
    ),
);

const renameMember = statement<PersonRef & { name: string }>()(({ db, given }) =>
  db
    .updateTable("memberships")
    .set({ member_key: given((change) => nameKey(change.name)) })
    .where(({ and }) =>
      and({
        account_id: given((change) => change.accountId),
        person_id: given((change) => change.personId),
      }),
    ),
);

const remove = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("people")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .returning("kind"),
);

const markPasswordUsed = statement<PersonRef & { at: Instant }>()(({ db, given }) =>
  db
    .updateTable("people")
    .set({
      password_last_used_at: given((use) => use.at),
      last_active_at: given((use) => use.at),
    })
    .where(({ and }) =>
      and({ account_id: given((use) => use.accountId), person_id: given((use) => use.personId) }),
    ),
);

const raiseEpoch = statement<PersonRef>()(({ db, given }) =>
  db
    .updateTable("people")
    .set(({ eb }) => ({ epoch: eb("epoch", "+", 1) }))
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const usersOf = ({ accountId }: Pick<PersonRef, "accountId">) =>
  ({ accountId, kind: "users" }) as const;

export function people(run: Run): People {
  const one = (row: PeopleTable | undefined) => row && toPerson(row);
  return {
    async insert(person) {
      const inserted = await run.change(insert, person);
      if (inserted === 1 && person.kind === "user") await addToCount(run, usersOf(person), 1);
      return inserted === 1;
    },
    find: async (ref) => one(await run.first(find, ref)),
    findUser: async (accountId, name) => one(await run.first(findUser, { accountId, name })),
    async listUsers(accountId, { pathPrefix, examine }, page) {
      const everywhere = pathPrefix === "/"; // then every user is shown
      const looked = {
        accountId,
        namePrefix: "",
        page,
        examine: everywhere ? page.limit : examine,
      };
      const rows = await run.all(listUsers, { ...looked, pathPrefix });
      return {
        people: rows.map(toPerson),
        examinedTo: everywhere ? undefined : await examinedTo(run, looked, rows),
      };
    },
    listSummaries: (accountId, query, page) => listUserSummaries(run, accountId, query, page),
    listCredentials: (accountId, query, page) => listUserCredentials(run, accountId, query, page),
    countUsers: (accountId) => readCount(run, usersOf({ accountId })),
    async countUsersWithoutDevice(accountId) {
      const users = await readCount(run, usersOf({ accountId }));
      return users - (await readCount(run, { accountId, kind: "equipped" }));
    },
    async rename(ref, { name, path }) {
      const renamed = await run.change(rename, { ...ref, name, path });
      if (renamed === 1) await run.change(renameMember, { ...ref, name });
      return renamed === 1;
    },
    async delete(ref) {
      const removed = await run.first(remove, ref);
      if (removed?.kind === "user") await addToCount(run, usersOf(ref), -1);
    },
    async markPasswordUsed(ref, at) {
      await run.change(markPasswordUsed, { ...ref, at });
    },
    async raiseEpoch(ref) {
      await run.change(raiseEpoch, ref);
    },
  };
}
