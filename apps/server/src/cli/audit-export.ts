import { once } from "node:events";
import {
  type AccountId,
  type AuditRecord,
  type Instant,
  instant,
  noAccount,
} from "@sallyport/core";
import { defineCommand, exitCodes, UsageFault } from "./command.ts";
import { atOperatorDesk, type OperatorDesk } from "./operator.ts";

export const auditExport = defineCommand({
  name: "audit export",
  summary: "prints the audit trail as JSON lines",
  help: `
Usage: sallyport audit export [--account D] [--since T] [--until T]

  --account D    one account's, by its twelve digits; of all accounts without it, one after
                 the other, and last the sign-ins to accounts that do not exist
  --since T      none before: 2026-11-24 or 2026-11-24T06:46:00Z
  --until T      none from then on
  --help         shows this

One record a line, in CloudTrail's shape, oldest first. Changes nothing, and may run beside a
server.
`,
  options: {
    account: { type: "string" },
    since: { type: "string" },
    until: { type: "string" },
  },
  async run(values, terminal) {
    const since = momentFrom("--since", values.since) ?? instant(0);
    const until = momentFrom("--until", values.until) ?? instant(Number.MAX_SAFE_INTEGER);
    const { account } = values;
    if (account !== undefined && !/^\d{12}$/.test(account))
      throw new UsageFault("--account is twelve digits.");
    await atOperatorDesk({ terminal }, async (desk) => {
      const accounts = account === undefined ? everyAccount(desk) : [account as AccountId];
      for await (const accountId of accounts) {
        for await (const { event } of recordsOf(desk, accountId, since, until)) {
          if (!terminal.stdout.write(`${event}\n`)) await once(terminal.stdout, "drain");
        }
      }
    });
    return exitCodes.done;
  },
});

const atOnce = 500;

async function* recordsOf(
  { installation }: OperatorDesk,
  accountId: AccountId,
  since: Instant,
  until: Instant,
): AsyncGenerator<AuditRecord, void> {
  // A key's name may be empty: the first record of that moment comes after it.
  let after: string | undefined = `${keyOfMoment(since)}/`;
  while (after !== undefined) {
    const page = { after, limit: atOnce, until };
    const records: readonly AuditRecord[] = await installation.store.read((tx) =>
      tx.audit.listForward(accountId, page),
    );
    yield* records;
    const last = records.at(-1);
    const isLast = last === undefined || records.length < atOnce;
    after = isLast ? undefined : `${keyOfMoment(last.at)}/${last.eventId}`;
  }
}

const keyOfMoment = (at: Instant) => String(at).padStart(15, "0");

async function* everyAccount({ installation }: OperatorDesk): AsyncGenerator<AccountId, void> {
  let after: string | undefined;
  do {
    const page = { after, limit: atOnce };
    const accounts = await installation.store.read((tx) => tx.accounts.list(page));
    for (const { accountId } of accounts) yield accountId;
    after = accounts.length < atOnce ? undefined : accounts.at(-1)?.accountId;
  } while (after !== undefined);
  yield noAccount;
}

/** A day or a moment, in UTC where it does not say otherwise. */
function momentFrom(option: string, text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const shape = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;
  const at = shape.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at) || at < 0)
    throw new UsageFault(`${option} is a day or a moment, as in 2026-11-24T06:46:00Z.`);
  return instant(at);
}
