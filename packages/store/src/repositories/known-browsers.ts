import type { Instant, KnownBrowserRecord, KnownBrowsers, PersonRef } from "@sallyport/core";
import type { KnownBrowsersTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

const insert = statement<KnownBrowserRecord>()(({ db, given }) =>
  db.insertInto("known_browsers").values({
    account_id: given((browser) => browser.accountId),
    person_id: given((browser) => browser.personId),
    token_hash: given((browser) => browser.tokenHash),
    expires_at: given((browser) => browser.expiresAt),
  }),
);

const find = statement<PersonRef & { tokenHash: Uint8Array }>()(({ db, given }) =>
  db
    .selectFrom("known_browsers")
    .selectAll()
    .where(({ and }) =>
      and({
        account_id: given((browser) => browser.accountId),
        person_id: given((browser) => browser.personId),
        token_hash: given((browser) => browser.tokenHash),
      }),
    ),
);

const removeOf = statement<PersonRef>()(({ db, given }) =>
  db
    .deleteFrom("known_browsers")
    .where(({ and }) =>
      and({ account_id: given((ref) => ref.accountId), person_id: given((ref) => ref.personId) }),
    ),
);

const sweep = statement<Instant>()(({ db, given }) =>
  db.deleteFrom("known_browsers").where(
    "expires_at",
    "<=",
    given((now) => now),
  ),
);

function toBrowser(row: KnownBrowsersTable): KnownBrowserRecord {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    tokenHash: row.token_hash,
    expiresAt: row.expires_at,
  };
}

export function knownBrowsers(run: Run): KnownBrowsers {
  return {
    async insert(browser) {
      await run.change(insert, browser);
    },
    async find(ref, tokenHash) {
      const row = await run.first(find, { ...ref, tokenHash });
      return row && toBrowser(row);
    },
    async deleteOf(ref) {
      await run.change(removeOf, ref);
    },
    sweep: (now) => run.change(sweep, now),
  };
}
