// What every store must do, on every engine: each sentence of `store.ts` has its test here. A store is opened anew (and
// empty) for each part; where it can be opened a second time, races are run from both sides.

import { after, before, describe } from "node:test";
import type { Store } from "../store.ts";
import { describeAccessKeys } from "./store-contract/access-keys.ts";
import { describeAccounts } from "./store-contract/accounts.ts";
import { describeAttempts } from "./store-contract/attempts.ts";
import { describeAudit } from "./store-contract/audit.ts";
import { describeBrowsers } from "./store-contract/browsers.ts";
import { describeCodeLedgers } from "./store-contract/code-ledgers.ts";
import type { Stores } from "./store-contract/context.ts";
import { describeCredentialReports } from "./store-contract/credential-reports.ts";
import { describeDevices } from "./store-contract/devices.ts";
import { describeEmailChanges } from "./store-contract/email-changes.ts";
import { describeEnrolments } from "./store-contract/enrolments.ts";
import { describeGroups } from "./store-contract/groups.ts";
import { describeIdentityProviders } from "./store-contract/identity-providers.ts";
import { describeLoginProfiles } from "./store-contract/login-profiles.ts";
import { describeMailLinks } from "./store-contract/mail-links.ts";
import { describeMfaRequirements } from "./store-contract/mfa-requirements.ts";
import { describeOutbox } from "./store-contract/outbox.ts";
import { describePasswordPolicies } from "./store-contract/password-policies.ts";
import { describePendingSignIns } from "./store-contract/pending-sign-ins.ts";
import { describePeople } from "./store-contract/people.ts";
import { describePolicies } from "./store-contract/policies.ts";
import { describeRoles } from "./store-contract/roles.ts";
import { describeSamlProviders } from "./store-contract/saml-providers.ts";
import { describeSessions } from "./store-contract/sessions.ts";
import { describeSpentSteps } from "./store-contract/spent-steps.ts";
import { describeTags } from "./store-contract/tags.ts";
import { describeTransactions } from "./store-contract/transactions.ts";
import { describeUserCredentials } from "./store-contract/user-credentials.ts";
import { describeUserSummaries } from "./store-contract/user-summaries.ts";
import { describeVaultSync } from "./store-contract/vault-sync.ts";

export interface ClosableStore extends Store {
  close(): Promise<void>;
}

export interface FreshDatabase {
  readonly store: ClosableStore;
  /** Opens the same database once more, as another machine would; absent where there is no such thing. */
  again?(): Promise<ClosableStore>;
  /** Removes what the database leaves behind, after its stores were closed. */
  dispose?(): Promise<void>;
}

const parts: Readonly<Record<string, (stores: Stores) => void>> = {
  transactions: describeTransactions,
  accounts: describeAccounts,
  people: describePeople,
  "user summaries": describeUserSummaries,
  "user credentials": describeUserCredentials,
  "login profiles": describeLoginProfiles,
  "password policies": describePasswordPolicies,
  "MFA requirements": describeMfaRequirements,
  groups: describeGroups,
  tags: describeTags,
  devices: describeDevices,
  "spent steps": describeSpentSteps,
  enrolments: describeEnrolments,
  sessions: describeSessions,
  "pending sign-ins": describePendingSignIns,
  "known browsers": describeBrowsers,
  "code ledgers": describeCodeLedgers,
  attempts: describeAttempts,
  "mail links": describeMailLinks,
  "e-mail changes": describeEmailChanges,
  outbox: describeOutbox,
  "access keys": describeAccessKeys,
  policies: describePolicies,
  roles: describeRoles,
  "SAML providers": describeSamlProviders,
  "identity providers": describeIdentityProviders,
  "credential reports": describeCredentialReports,
  "vault sync": describeVaultSync,
  audit: describeAudit,
};

/** Holds one kind of store to the contract. `open` makes an empty database. */
export function describeStore(name: string, open: () => Promise<FreshDatabase>): void {
  for (const [part, describePart] of Object.entries(parts)) {
    describe(`${name}: ${part}`, () => {
      const opened: ClosableStore[] = [];
      let database: FreshDatabase | undefined;
      before(async () => {
        database = await open();
        opened.push(database.store);
        if (database.again !== undefined) opened.push(await database.again());
      });
      after(async () => {
        for (const store of opened) await store.close();
        await database?.dispose?.();
      });
      describePart({
        get one() {
          const [store] = opened;
          if (store === undefined) throw new Error("No store is open.");
          return store;
        },
        get all() {
          return opened;
        },
      });
    });
  }
}
