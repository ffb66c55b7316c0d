import type { InlinePolicies, PageRequest, PolicyHolder } from "@sallyport/core";
import { type Run, statement } from "../statement.ts";
import { startOf } from "./paging.ts";

type Named = { holder: PolicyHolder; name: string };

const put = statement<Named & { document: string }>()(({ db, given }) =>
  db
    .insertInto("inline_policies")
    .values({
      account_id: given(({ holder }) => holder.accountId),
      holder_id: given(({ holder }) => holder.id),
      name: given((policy) => policy.name),
      holder_kind: given(({ holder }) => holder.kind),
      document: given((policy) => policy.document),
    })
    .onConflict((conflict) =>
      conflict
        .columns(["account_id", "holder_id", "name"])
        .doUpdateSet(({ ref }) => ({ document: ref("excluded.document") })),
    ),
);

const find = statement<Named>()(({ db, given }) =>
  db
    .selectFrom("inline_policies")
    .select("document")
    .where(({ and }) =>
      and({
        account_id: given(({ holder }) => holder.accountId),
        holder_id: given(({ holder }) => holder.id),
        name: given((policy) => policy.name),
      }),
    ),
);

const list = statement<{ holder: PolicyHolder; page: PageRequest }>()(({ db, given }) =>
  db
    .selectFrom("inline_policies")
    .select(["name", "document"])
    .where(({ and }) =>
      and({
        account_id: given(({ holder }) => holder.accountId),
        holder_id: given(({ holder }) => holder.id),
      }),
    )
    .where(
      "name",
      ">",
      given((query) => startOf(query.page)),
    )
    .orderBy("name")
    .limit(given((query) => query.page.limit)),
);

const remove = statement<Named>()(({ db, given }) =>
  db.deleteFrom("inline_policies").where(({ and }) =>
    and({
      account_id: given(({ holder }) => holder.accountId),
      holder_id: given(({ holder }) => holder.id),
      name: given((policy) => policy.name),
    }),
  ),
);

const removeAll = statement<PolicyHolder>()(({ db, given }) =>
  db.deleteFrom("inline_policies").where(({ and }) =>
    and({
      account_id: given((holder) => holder.accountId),
      holder_id: given((holder) => holder.id),
    }),
  ),
);

export function inlinePolicies(run: Run): InlinePolicies {
  return {
    async put(holder, { name, document }) {
      await run.change(put, { holder, name, document });
    },
    find: async (holder, name) => (await run.first(find, { holder, name }))?.document,
    async list(holder, page) {
      return (await run.all(list, { holder, page })).map(({ name, document }) => ({
        name,
        document,
      }));
    },
    delete: async (holder, name) => (await run.change(remove, { holder, name })) === 1,
    async removeAll(holder) {
      await run.change(removeAll, holder);
    },
  };
}
