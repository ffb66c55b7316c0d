import type {
  CodeLedger,
  CodeLedgers,
  CodeLimits,
  CodeSource,
  Instant,
  PersonRef,
} from "@sallyport/core";
import { sql } from "kysely";
import type { CodeLedgersTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";
import { waitAfter } from "./waits.ts";

type Ledger = PersonRef & { source: CodeSource };
type Charging = Ledger & { cost: number; now: Instant; limits: CodeLimits };
type State = Pick<CodeLedgersTable, "cost" | "wrong" | "streak" | "wait_until">;

const waiting = ({ now, limits }: Charging) => ({ now, ...limits });

/** Charges, or writes (and answers) nothing: the row is locked by then, so what is tested is what is changed. */
const charge = statement<Charging>()((building) => {
  const { given, whole } = building;
  const cost = whole((charging) => charging.cost);
  const now = whole((charging) => charging.now);
  const costLimit = whole(({ limits }) => limits.cost);
  const wrongLimit = whole(({ limits }) => limits.wrong);
  return sql<State>`
    insert into code_ledgers as ledger (account_id, person_id, source, cost, wrong, streak, wait_until)
    select ${given(({ accountId }) => accountId)}, ${given(({ personId }) => personId)},
      ${given(({ source }) => source)}, ${cost}, 1, 1, ${waitAfter(building, sql`1`, waiting)}
    where ${cost} <= ${costLimit} and ${wrongLimit} > 0
    on conflict (account_id, person_id, source) do update set
      cost = ledger.cost + excluded.cost,
      wrong = ledger.wrong + 1,
      streak = ledger.streak + 1,
      wait_until = ${waitAfter(building, sql`(ledger.streak + 1)`, waiting)}
    where (ledger.wait_until is null or ledger.wait_until <= ${now})
      and ledger.cost + excluded.cost <= ${costLimit}
      and ledger.wrong < ${wrongLimit}
    returning cost, wrong, streak, wait_until`;
});

const refund = statement<Ledger & { cost: number; wrong: number }>()(({ given, whole }) => {
  const cost = whole((back) => back.cost);
  const wrong = whole((back) => back.wrong);
  return sql`
    update code_ledgers set
      cost = case when cost > ${cost} then cost - ${cost} else 0 end,
      wrong = case when wrong > ${wrong} then wrong - ${wrong} else 0 end,
      streak = 0,
      wait_until = null
    where account_id = ${given(({ accountId }) => accountId)}
      and person_id = ${given(({ personId }) => personId)}
      and source = ${given(({ source }) => source)}`;
});

const find = statement<Ledger>()(({ db, given }) =>
  db
    .selectFrom("code_ledgers")
    .select(["cost", "wrong", "streak", "wait_until"])
    .where(({ and }) =>
      and({
        account_id: given((ledger) => ledger.accountId),
        person_id: given((ledger) => ledger.personId),
        source: given((ledger) => ledger.source),
      }),
    ),
);

const clear = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("code_ledgers")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

function toLedger({ cost, wrong, streak, wait_until }: State): CodeLedger {
  return { cost, wrong, streak, waitUntil: wait_until ?? undefined };
}

const untouched: CodeLedger = { cost: 0, wrong: 0, streak: 0, waitUntil: undefined };

export function codeLedgers(run: Run): CodeLedgers {
  const stateOf = async (ledger: Ledger) => {
    const row = await run.first(find, ledger);
    return row && toLedger(row);
  };
  return {
    async charge(ref, source, charging) {
      const row = await run.first(charge, { ...ref, source, ...charging });
      if (row !== undefined) return { charged: true, state: toLedger(row) };
      return { charged: false, state: (await stateOf({ ...ref, source })) ?? untouched };
    },
    async refund(ref, source, back) {
      await run.change(refund, { ...ref, source, ...back });
    },
    find: (ref, source) => stateOf({ ...ref, source }),
    async clear(ref) {
      await run.change(clear, ref);
    },
  };
}
