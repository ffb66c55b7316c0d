import type { Instant, PasswordHistory, PersonRef } from "@sallyport/core";
import { type Run, statement } from "../statement.ts";

const insert = statement<PersonRef & { phc: string; replacedAt: Instant }>()(({ db, given }) =>
  db
    .insertInto("password_history")
    .values({
      account_id: given((former) => former.accountId),
      person_id: given((former) => former.personId),
      phc: given((former) => former.phc),
      replaced_at: given((former) => former.replacedAt),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

type Newest = PersonRef & { readonly count: number };

const list = statement<Newest>()(({ db, given }) =>
  db
    .selectFrom("password_history")
    .select("phc")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .orderBy("replaced_at", "desc")
    .orderBy("phc", "desc")
    .limit(given((ref) => ref.count)),
);

const removeOlder = statement<Newest>()(({ db, given }) =>
  db
    .deleteFrom("password_history")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    )
    .where("phc", "not in", ({ selectFrom }) =>
      selectFrom("password_history as kept")
        .select("kept.phc")
        .where(({ and }) =>
          and({
            "kept.account_id": given((ref) => ref.accountId),
            "kept.person_id": given((ref) => ref.personId),
          }),
        )
        .orderBy("kept.replaced_at", "desc")
        .orderBy("kept.phc", "desc")
        .limit(given((ref) => ref.count)),
    ),
);

export function passwordHistory(run: Run): PasswordHistory {
  return {
    async remember(ref, former) {
      await run.change(insert, { ...ref, ...former });
    },
    async list(ref, limit) {
      return (await run.all(list, { ...ref, count: limit })).map(({ phc }) => phc);
    },
    async keep(ref, count) {
      await run.change(removeOlder, { ...ref, count });
    },
  };
}
