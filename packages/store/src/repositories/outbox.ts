import type { Instant, Outbox, OutboxMail } from "@sallyport/core";
import type { OutboxTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const enqueue = statement<OutboxMail>()(({ db, given }) =>
  db.insertInto("outbox").values({
    account_id: given((mail) => mail.accountId),
    mail_id: given((mail) => mail.mailId),
    to_name: given((mail) => mail.toName),
    to_address: given((mail) => mail.toAddress),
    subject: given((mail) => mail.subject),
    body: given((mail) => mail.text),
    created_at: given((mail) => mail.createdAt),
    attempts: 0,
    due_at: given((mail) => mail.createdAt),
  }),
);

/** Whoever is second to a row finds it no longer due: the condition stands on the updated row too. */
const lease = statement<{ now: Instant; leaseUntil: Instant; limit: number }>()(({ db, given }) =>
  db
    .updateTable("outbox")
    .set(({ eb }) => ({
      due_at: given(({ leaseUntil }) => leaseUntil),
      attempts: eb("attempts", "+", 1),
    }))
    .where(
      "due_at",
      "<=",
      given(({ now }) => now),
    )
    .where("mail_id", "in", ({ selectFrom }) =>
      selectFrom("outbox as waiting")
        .select("waiting.mail_id")
        .where(
          "waiting.due_at",
          "<=",
          given(({ now }) => now),
        )
        .orderBy("waiting.created_at")
        .orderBy("waiting.mail_id")
        .limit(given(({ limit }) => limit)),
    )
    .returningAll(),
);

const remove = statement<string>()(({ db, given }) =>
  db.deleteFrom("outbox").where(
    "mail_id",
    "=",
    given((mailId) => mailId),
  ),
);

const retryLater = statement<{ mailId: string; at: Instant }>()(({ db, given }) =>
  db
    .updateTable("outbox")
    .set({ due_at: given(({ at }) => at) })
    .where(({ and }) => and({ mail_id: given(({ mailId }) => mailId) })),
);

function toMail(row: OutboxTable): OutboxMail & { readonly attempts: number } {
  return {
    mailId: row.mail_id,
    accountId: row.account_id,
    toName: row.to_name,
    toAddress: row.to_address,
    subject: row.subject,
    text: row.body,
    createdAt: row.created_at,
    attempts: row.attempts,
  };
}

const oldestFirst = (a: OutboxTable, b: OutboxTable) =>
  a.created_at - b.created_at || (a.mail_id < b.mail_id ? -1 : 1);

export function outbox(run: Run): Outbox {
  return {
    async enqueue(mail) {
      await run.change(enqueue, mail);
    },
    async lease(now, leaseUntil, limit) {
      const rows = await run.all(lease, { now, leaseUntil, limit });
      return rows.toSorted(oldestFirst).map(toMail);
    },
    async markSent(mailId) {
      await run.change(remove, mailId);
    },
    async retryLater(mailId, at) {
      await run.change(retryLater, { mailId, at });
    },
  };
}
