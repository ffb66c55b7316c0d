import { nameKey, type PageRequest, type Tagged, type TagRecord, type Tags } from "@sallyport/core";
import { sql } from "kysely";
import { type Run, statement } from "../statement.ts";
import { startOf } from "./paging.ts";

/** In the order of their places; where the tag that the mark names is gone, from the beginning again. */
const list = statement<Tagged & { page: PageRequest }>()(({ db, given }) =>
  db
    .selectFrom("tags")
    .select(["tag_key as key", "value"])
    .where(({ and }) =>
      and({
        account_id: given((of) => of.accountId),
        kind: given((of) => of.kind),
        owner_id: given((of) => of.id),
      }),
    )
    .where("place", ">", ({ fn, selectFrom, lit }) =>
      fn.coalesce(
        selectFrom("tags as last")
          .select("last.place")
          .where(({ and }) =>
            and({
              "last.account_id": given((of) => of.accountId),
              "last.kind": given((of) => of.kind),
              "last.owner_id": given((of) => of.id),
              "last.key_folded": given((of) => startOf(of.page)),
            }),
          ),
        lit(0),
      ),
    )
    .orderBy("place")
    .limit(given((of) => of.page.limit)),
);

const put = statement<Tagged & { tag: TagRecord }>()(
  ({ given }) => sql`
    insert into tags (account_id, kind, owner_id, tag_key, key_folded, value, place)
    select ${given((of) => of.accountId)}, ${given((of) => of.kind)}, ${given((of) => of.id)},
      ${given((of) => of.tag.key)}, ${given((of) => nameKey(of.tag.key))}, ${given((of) => of.tag.value)},
      coalesce(max(place), 0) + 1
    from tags
    where account_id = ${given((of) => of.accountId)}
      and kind = ${given((of) => of.kind)}
      and owner_id = ${given((of) => of.id)}
    on conflict (account_id, kind, owner_id, key_folded)
    do update set tag_key = excluded.tag_key, value = excluded.value`,
);

const remove = statement<Tagged & { keys: readonly string[] }>()(({ db, given, among, oneOf }) =>
  db
    .deleteFrom("tags")
    .where(({ and }) =>
      and({
        account_id: given((of) => of.accountId),
        kind: given((of) => of.kind),
        owner_id: given((of) => of.id),
      }),
    )
    .where(
      "key_folded",
      among,
      oneOf((of) => of.keys.map(nameKey)),
    ),
);

const removeAll = statement<Tagged>()(({ db, given }) =>
  db.deleteFrom("tags").where(({ and }) =>
    and({
      account_id: given((of) => of.accountId),
      kind: given((of) => of.kind),
      owner_id: given((of) => of.id),
    }),
  ),
);

export function tags(run: Run): Tags {
  return {
    async list(of, page) {
      return (await run.all(list, { ...of, page })).map(({ key, value }) => ({ key, value }));
    },
    async put(of, added) {
      for (const tag of added) await run.change(put, { ...of, tag });
    },
    async remove(of, keys) {
      await run.change(remove, { ...of, keys });
    },
    async removeAll(of) {
      await run.change(removeAll, of);
    },
  };
}
