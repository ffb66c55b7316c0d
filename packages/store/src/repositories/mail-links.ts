import type { Instant, MailLinkRecord, MailLinks, PersonRef } from "@sallyport/core";
import type { MailLinksTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const insert = statement<MailLinkRecord>()(({ db, given }) =>
  db.insertInto("mail_links").values({
    account_id: given((link) => link.accountId),
    person_id: given((link) => link.personId),
    token_hash: given((link) => link.tokenHash),
    purpose: given((link) => link.purpose),
    bound_to: given((link) => link.boundTo),
    expires_at: given((link) => link.expiresAt),
  }),
);

const find = statement<Uint8Array>()(({ db, given }) =>
  db
    .selectFrom("mail_links")
    .selectAll()
    .where(({ and }) => and({ token_hash: given((hash) => hash) })),
);

const take = statement<Uint8Array>()(({ db, given }) =>
  db.deleteFrom("mail_links").where(
    "token_hash",
    "=",
    given((hash) => hash),
  ),
);

const removeOf = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("mail_links")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const sweep = statement<Instant>()(({ db, given }) =>
  db.deleteFrom("mail_links").where(
    "expires_at",
    "<=",
    given((now) => now),
  ),
);

function toLink(row: MailLinksTable): MailLinkRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    tokenHash: row.token_hash,
    purpose: row.purpose,
    boundTo: row.bound_to ?? undefined,
    expiresAt: row.expires_at,
  };
}

export function mailLinks(run: Run): MailLinks {
  return {
    async insert(link) {
      await run.change(insert, link);
    },
    async find(tokenHash) {
      const row = await run.first(find, tokenHash);
      return row && toLink(row);
    },
    take: async (tokenHash) => (await run.change(take, tokenHash)) === 1,
    async deleteOf(ref) {
      await run.change(removeOf, ref);
    },
    sweep: (now) => run.change(sweep, now),
  };
}
