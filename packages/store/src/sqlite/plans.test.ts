// SQLite plans by the figures that our migrations give it. Were they to go missing, it would read a whole account for one
// row of it: correct, and a thousand times slower at a million users. So the plans themselves are tested.

import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import {
  type AccessKeyId,
  type AccountId,
  arns,
  type GroupId,
  instant,
  type PersonRef,
  type Tagged,
} from "@sallyport/core";
import { openStore } from "../open-store.ts";
import { newFile } from "../testing/databases.ts";

const accountId = "1" as AccountId;
const ref = { accountId, personId: "p" } as PersonRef;
const keyId = "k" as AccessKeyId;
const page = { after: "a", limit: 5 };
const now = instant(5);
const none = new Uint8Array(1);
const tagged: Tagged = { accountId, kind: "user", id: "p" };

/** What may be read from end to end: a parameter's list, what is bounded by its own limit, and an index of what waits alone. */
const MAY_SCAN =
  /^SCAN (?:json_each|accounts|kept|waiting|matching|holders|CONSTANT ROW|audit USING (?:COVERING )?INDEX audit_unsealed)\b/;

/** All the account's rows, where more of the key is known; its own row is one. */
const WHOLE_ACCOUNT =
  /^(?!SEARCH (?:accounts|credential_reports|email_changes|password_policies|mfa_requirements)\b).*\(account_id=\?\)/;

async function recordStatements(work: () => Promise<void>): Promise<ReadonlySet<string>> {
  const texts = new Set<string>();
  const prepare = DatabaseSync.prototype.prepare;
  DatabaseSync.prototype.prepare = function record(this: DatabaseSync, text: string) {
    if (/^\s*(?:select|update|delete)/.test(text)) texts.add(text);
    return prepare.call(this, text);
  };
  try {
    await work();
  } finally {
    DatabaseSync.prototype.prepare = prepare;
  }
  return texts;
}

async function useEverything(url: string): Promise<void> {
  const store = await openStore({ url });
  const serialNumber = arns.mfaDevice(accountId, "/", "d");
  await store.transact(async (tx) => {
    const person = {
      ...ref,
      kind: "user",
      name: "pia",
      path: "/",
      createdAt: now,
      passwordLastUsedAt: undefined,
      lastActiveAt: undefined,
      epoch: 0,
    } as const;
    await tx.people.insert(person);
    for (const namePrefix of ["", "p"]) {
      for (const sortBy of ["userName", "createDate"] as const) {
        for (const descending of [false, true]) {
          const query = { namePrefix, sortBy, descending };
          await tx.people.listSummaries(accountId, query, { after: undefined, limit: 5 });
        }
      }
    }
    await tx.passwordPolicies.find(accountId);
    await tx.passwordPolicies.delete(accountId);
    const scope = { everyone: false, required: ["g" as GroupId], exempt: [] };
    await tx.mfaRequirements.find(accountId);
    await tx.mfaRequirements.groupsOf(accountId);
    await tx.mfaRequirements.standingOf(ref);
    await tx.mfaRequirements.forgetPrompts(ref);
    await tx.mfaRequirements.count(accountId, scope, 5);
    await tx.passwordHistory.list(ref, 5);
    await tx.passwordHistory.keep(ref, 5);
    await tx.people.listUsers(accountId, { pathPrefix: "/a/", examine: 5 }, page);
    for (const kind of [undefined, "noMfa", "oldKey", "unusedPassword"] as const) {
      const concern = kind && { kind, before: now };
      await tx.people.listCredentials(accountId, { namePrefix: "", concern, examine: 5 }, page);
    }
    await tx.people.countUsersWithoutDevice(accountId);
    await tx.people.rename(ref, { name: "pat", path: "/" });
    await tx.groups.list(accountId, { pathPrefix: "/" }, page);
    await tx.groups.listSummaries(accountId, { namePrefix: "" }, page);
    await tx.groups.listOf(ref, page);
    await tx.groups.countOf(ref);
    await tx.groups.removeMemberFromAll(ref);
    await tx.tags.list(tagged, page);
    await tx.tags.remove(tagged, ["a"]);
    for (const status of ["Any", "Assigned", "Unassigned"] as const) {
      await tx.devices.list(accountId, { status }, page);
    }
    await tx.devices.listOf(ref);
    await tx.devices.unassign(accountId, serialNumber);
    await tx.spentSteps.sweep(now);
    await tx.enrolments.deleteFor(ref);
    await tx.enrolments.sweep(now);
    await tx.sessions.listOf(ref);
    await tx.sessions.deleteOf(ref, none);
    await tx.sessions.withdrawMfa(ref, serialNumber);
    await tx.sessions.sweep(now);
    await tx.pendingSignIns.deleteOf(ref, undefined);
    await tx.pendingSignIns.sweep(now);
    await tx.browsers.deleteOf(ref);
    await tx.browsers.sweep(now);
    await tx.codeLedgers.clear(ref);
    await tx.attempts.sweep(now, 5);
    await tx.mailLinks.deleteOf(ref);
    await tx.mailLinks.sweep(now);
    await tx.outbox.lease(now, now, 5);
    await tx.accessKeys.listOf(ref);
    await tx.accessKeys.find(keyId);
    await tx.accessKeys.findSigner(keyId);
    await tx.accessKeys.setStatus(accountId, keyId, "Inactive");
    await tx.accessKeys.markUsed(keyId, { at: now, service: "iam", region: "us-east-1" });
    await tx.accessKeys.delete(accountId, keyId);
    await tx.accessKeys.deleteOf(ref);
    await tx.accounts.raiseEpoch(accountId);
    const holder = { accountId, kind: "user", id: "p" } as const;
    const arn = arns.policy(accountId, "/", "p");
    await tx.policies.find(accountId, arn);
    await tx.policies.list(accountId, {}, page);
    await tx.policies.list(accountId, { used: "any" }, page);
    await tx.policies.count(accountId);
    await tx.policies.setDefaultVersion(accountId, arn, 1, now);
    await tx.policies.findVersion(accountId, arn, 1);
    await tx.policies.listVersions(accountId, arn);
    await tx.policies.deleteVersion(accountId, arn, 1);
    await tx.policies.delete(accountId, arn);
    await tx.policyUses.list(holder, "permissions", page);
    await tx.policyUses.listHolders(accountId, arn, {}, page);
    await tx.policyUses.heldBy({ accountId: ref.accountId, id: ref.personId });
    await tx.policyUses.heldByCaller({ accountId: ref.accountId, id: ref.personId });
    await tx.policyUses.removeAll(holder);
    await tx.inlinePolicies.find(holder, "p");
    await tx.inlinePolicies.list(holder, page);
    await tx.inlinePolicies.removeAll(holder);
    const report = { accountId, number: 1, startedAt: now };
    await tx.credentialReports.begin(report);
    const leased = await tx.credentialReports.lease(now, now, instant(0));
    assert.ok(leased);
    const chunk = { bytes: none, people: 1, after: "a", dueAt: now };
    await tx.credentialReports.append(leased, chunk);
    await tx.credentialReports.find(accountId);
    await tx.credentialReports.chunk(accountId, 1, 0);
    await tx.credentialReports.sweep(instant(9), 5);
    const device = { ...ref, deviceId: "d", tokenHash: none, name: "d", pairedAt: now };
    await tx.emailChanges.put({
      accountId,
      email: "a@b.example",
      codeHash: none,
      boundTo: none,
      expiresAt: now,
    });
    await tx.emailChanges.find(accountId);
    await tx.emailChanges.take(accountId, none);
    await tx.emailChanges.rebind(none, none);
    await tx.emailChanges.delete(accountId);
    await tx.emailChanges.sweep(now);
    await tx.vaultPairings.put({ ...ref, codeHash: none, expiresAt: now });
    await tx.vaultPairings.find(none);
    await tx.vaultPairings.findOf(ref);
    await tx.vaultPairings.take(none);
    await tx.vaultPairings.deleteOf(ref);
    await tx.vaultPairings.sweep(now);
    await tx.vaultDevices.insert({ ...device, lastSyncAt: undefined });
    await tx.vaultDevices.find(none);
    await tx.vaultDevices.listOf(ref);
    await tx.vaultDevices.touch(none, now);
    await tx.vaultDevices.delete(ref, "d");
    await tx.vaultDevices.deleteOf(ref);
    const vault = { ...ref, revision: 1, storedAt: now, content: none };
    await tx.vaults.insert(vault);
    await tx.vaults.find(ref);
    await tx.vaults.describe(ref);
    await tx.vaults.replace(vault, 1);
    await tx.vaults.delete(ref);
    await tx.audit.list(accountId, page);
    for (const filter of [
      { by: "eventName", value: "CreateUser" },
      { by: "userKey", value: "pia" },
      { by: "accessKeyId", value: "k" },
      { by: "readOnly", value: true },
      { by: "readOnly", value: false },
      { by: "failed" },
    ] as const) {
      await tx.audit.list(accountId, page, { filter, from: now });
    }
    await tx.audit.listForward(accountId, { ...page, until: now });
    await tx.auditChain.lease(now, now);
    await tx.auditChain.head();
    await tx.auditChain.find(1);
    await tx.auditChain.unsealed(5);
    await tx.auditChain.countUnsealed();
    await tx.auditChain.mark(1, [{ accountId, at: now, eventId: "a" }]);
    await tx.auditChain.recordsOf(1, 5);
    await tx.auditChain.findStray(1);
    await tx.auditChain.oldestWhole();
    await tx.auditChain.remove(1, { at: now, mac: none });
    await tx.auditChain.release(now);
    await tx.accounts.list(page);
    await tx.accounts.any();
    await tx.accounts.setRecordsReads(accountId, true);
    await tx.accounts.recordingReads();
  });
  await store.close();
}

test("no statement reads a table, or an account, from end to end", async () => {
  const { path, url, dispose } = await newFile();
  const texts = await recordStatements(() => useEverything(url));
  assert.ok(texts.size > 40, `${texts.size} statements`);
  const database = new DatabaseSync(path);
  for (const text of texts) {
    for (const { detail } of database.prepare(`explain query plan ${text}`).all()) {
      const step = String(detail);
      assert.ok(!step.startsWith("SCAN") || MAY_SCAN.test(step), `${step}: ${text}`);
      assert.doesNotMatch(step, WHOLE_ACCOUNT, text);
    }
  }
  database.close();
  await dispose();
});
