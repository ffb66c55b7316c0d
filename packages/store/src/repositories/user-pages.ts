// The pages of the users table: by key in each of its orders, and never a query that reads more than it shows by much.

import { type AccountId, nameKey, type PageRequest, type People } from "@sallyport/core";
import { type SqlBool, sql } from "kysely";
import { type Building, type Run, statement } from "../statement.ts";
import { firstName, lastName, momentKey, prefixEnd } from "./paging.ts";

type Order = Pick<Parameters<People["listSummaries"]>[1], "sortBy" | "descending">;
type Asked = { accountId: AccountId; namePrefix: string; page: PageRequest };

/** Every user; root's name is empty, and the first possible key leaves it out. */
const users = ({ db, given }: Building<Asked>) =>
  db
    .selectFrom("people")
    .leftJoin("login_profiles as profile", (join) =>
      join
        .onRef("profile.account_id", "=", "people.account_id")
        .onRef("profile.person_id", "=", "people.person_id"),
    )
    .selectAll("people")
    .select("profile.changed_at as password_changed_at")
    .where(({ and }) => and({ "people.account_id": given((asked) => asked.accountId) }))
    .limit(given((asked) => asked.page.limit));

/** By name: page and prefix together are one range of one index. */
const byName = statement<Asked>()((building) =>
  users(building)
    .where(
      "people.name_key",
      ">=",
      building.given(({ page, namePrefix }) => firstName(page, nameKey(namePrefix))),
    )
    .where(
      "people.name_key",
      "<",
      building.given(({ namePrefix }) => prefixEnd(nameKey(namePrefix))),
    )
    .orderBy("people.name_key"),
);

const byNameDescending = statement<Asked>()((building) =>
  users(building)
    .where(
      "people.name_key",
      ">=",
      building.given(({ namePrefix }) => firstName(fromTheStart, nameKey(namePrefix))),
    )
    .where(
      "people.name_key",
      "<",
      building.given(({ page, namePrefix }) => lastName(page, nameKey(namePrefix))),
    )
    .orderBy("people.name_key", "desc"),
);

const fromTheStart = { after: undefined, limit: 0 };

/**
 * By age. Where few users match the prefix they are found by name and sorted; else the page is a range of the index by age,
 * and the names in it are tested on the way. (Either way alone would read a million rows for some prefix.)
 */
const aged = (building: Building<Asked>, direction: "asc" | "desc", matches: "few" | "many") => {
  const { given, aside } = building;
  const descending = direction === "desc";
  const name = sql.ref<string>("people.name_key");
  const age = sql.ref<number>("people.created_at");
  const [testedName, testedAge] = matches === "few" ? [name, aside(age)] : [aside(name), age];
  const keyAt = given(({ page }) => momentKey(page, descending).at);
  const keyName = given(({ page }) => momentKey(page, descending).name);
  return users(building)
    .where(sql<SqlBool>`${testedName} > ''`)
    .where(sql<SqlBool>`${testedName} >= ${given((asked) => nameKey(asked.namePrefix))}`)
    .where(sql<SqlBool>`${testedName} < ${given((asked) => prefixEnd(nameKey(asked.namePrefix)))}`)
    .where(
      descending
        ? sql<SqlBool>`(${testedAge}, ${name}) < (${keyAt}, ${keyName})`
        : sql<SqlBool>`(${testedAge}, ${name}) > (${keyAt}, ${keyName})`,
    )
    .orderBy("people.created_at", direction)
    .orderBy("people.name_key", direction);
};

const byAge = {
  few: {
    asc: statement<Asked>()((building) => aged(building, "asc", "few")),
    desc: statement<Asked>()((building) => aged(building, "desc", "few")),
  },
  many: {
    asc: statement<Asked>()((building) => aged(building, "asc", "many")),
    desc: statement<Asked>()((building) => aged(building, "desc", "many")),
  },
};

/** Up to so many rows are sorted rather than looked for. */
const FEW = 2000;

const countMatches = statement<Asked>()(({ db, given }) =>
  db
    .selectFrom(
      db
        .selectFrom("people")
        .select("name_key")
        .where(({ and }) => and({ account_id: given((asked) => asked.accountId) }))
        .where(
          "name_key",
          ">=",
          given((asked) => nameKey(asked.namePrefix)),
        )
        .where(
          "name_key",
          "<",
          given((asked) => prefixEnd(nameKey(asked.namePrefix))),
        )
        .limit(sql.lit(FEW + 1))
        .as("matching"),
    )
    .select(({ fn }) => fn.countAll<number>().as("count")),
);

async function matchesOf(run: Run, asked: Asked): Promise<"few" | "many"> {
  if (asked.namePrefix === "") return "many";
  return ((await run.first(countMatches, asked))?.count ?? 0) > FEW ? "many" : "few";
}

/** The users of one page, and when each last changed the password. */
export async function listUserPage(run: Run, asked: Asked, { sortBy, descending }: Order) {
  if (sortBy === "userName") return run.all(descending ? byNameDescending : byName, asked);
  return run.all(byAge[await matchesOf(run, asked)][descending ? "desc" : "asc"], asked);
}
