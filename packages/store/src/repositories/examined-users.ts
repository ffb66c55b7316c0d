// Some lists show only what a test lets through that no index makes. They look through so many users by name and no more, however few
// of them are shown; whoever wants more goes on where they stopped.

import { type AccountId, nameKey, type PageRequest } from "@sallyport/core";
import { type Building, type Run, statement } from "../statement.ts";
import { firstName, prefixEnd } from "./paging.ts";

export interface Examining {
  readonly accountId: AccountId;
  readonly namePrefix: string;
  readonly page: PageRequest;
  readonly examine: number;
}

/** The next so many users by name, whatever they have: no page reads more than these. */
export const nextUsers = ({ db, given }: Building<Examining>) =>
  db
    .selectFrom("people")
    .selectAll()
    .where(({ and }) => and({ account_id: given((asked) => asked.accountId) }))
    .where(
      "name_key",
      ">=",
      given(({ page, namePrefix }) => firstName(page, nameKey(namePrefix))),
    )
    .where(
      "name_key",
      "<",
      given((asked) => prefixEnd(nameKey(asked.namePrefix))),
    )
    .orderBy("name_key")
    .limit(given((asked) => asked.examine));

const lastExamined = statement<Examining>()((building) =>
  building.db
    .selectFrom(nextUsers(building).as("matching"))
    .select(({ fn }) => [
      fn.max("matching.name_key").as("key"),
      fn.countAll<number>().as("examined"),
    ]),
);

/** Where the examined ones end; undefined where they are the last, or where the page is full and ends before. */
export async function examinedTo(
  run: Run,
  asked: Examining,
  rows: readonly unknown[],
): Promise<string | undefined> {
  if (rows.length === asked.page.limit) return undefined;
  const end = await run.first(lastExamined, asked);
  return end === undefined || end.examined < asked.examine ? undefined : end.key;
}
