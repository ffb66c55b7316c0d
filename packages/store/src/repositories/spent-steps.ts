import type { AccountId, Instant, SpentSteps } from "@sallyport/core";
import { type Run, statement } from "../statement.ts";

type Step = { accountId: AccountId; seedFingerprint: Uint8Array; step: number };

const spend = statement<Step & { at: Instant }>()(({ db, given }) =>
  db
    .insertInto("spent_steps")
    .values({
      account_id: given((spent) => spent.accountId),
      seed_fingerprint: given((spent) => spent.seedFingerprint),
      step: given((spent) => spent.step),
      spent_at: given((spent) => spent.at),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const find = statement<Step>()(({ db, given }) =>
  db
    .selectFrom("spent_steps")
    .select("step")
    .where(({ and }) =>
      and({
        account_id: given((spent) => spent.accountId),
        seed_fingerprint: given((spent) => spent.seedFingerprint),
        step: given((spent) => spent.step),
      }),
    ),
);

const sweep = statement<Instant>()(({ db, given }) =>
  db.deleteFrom("spent_steps").where(
    "spent_at",
    "<",
    given((before) => before),
  ),
);

export function spentSteps(run: Run): SpentSteps {
  return {
    async spend(accountId, seedFingerprint, step, at) {
      return (await run.change(spend, { accountId, seedFingerprint, step, at })) === 1;
    },
    async isSpent(accountId, seedFingerprint, step) {
      return (await run.first(find, { accountId, seedFingerprint, step })) !== undefined;
    },
    sweep: (before) => run.change(sweep, before),
  };
}
