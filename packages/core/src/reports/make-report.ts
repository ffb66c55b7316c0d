// A report is made chunk by chunk, each in a transaction of its own: whoever asks for anything else meanwhile waits for one page of
// users at most, and no machine ever holds more. A lease keeps two machines from making the same one; where the machine dies, the
// lease ends and another goes on after the last chunk. The count of chunks, not the lease, decides who adds the next.

import { asciiBytes } from "../bytes.ts";
import { passwordExpiresAt } from "../identity/password-expiry.ts";
import { later, SECOND } from "../instant.ts";
import { nameKey, rootPersonId } from "../names.ts";
import type { Ports } from "../ports.ts";
import type { CredentialFacts, CredentialReportRecord, PasswordPolicyRecord } from "../records.ts";
import type { Store } from "../store.ts";
import { reportHeader, reportLine } from "./credential-report.ts";
import { reportsExpireBefore } from "./report-state.ts";

interface Parts {
  readonly store: Store;
  readonly ports: Ports;
}

/** Some hundred kilobytes of text, and some milliseconds of work. */
const usersPerChunk = 500;
const leaseFor = 10 * SECOND;

/** Makes one report that is due, to its end or until `stopping`; false where none is due. */
export async function makeDueReport(parts: Parts, stopping: () => boolean): Promise<boolean> {
  const now = parts.ports.clock.now();
  let report = await parts.store.transact((tx) =>
    tx.credentialReports.lease(now, later(now, leaseFor), reportsExpireBefore(now)),
  );
  if (report === undefined) return false;
  while (report !== undefined) {
    report = await addChunk(parts, report, stopping());
    await parts.ports.pause.turn();
  }
  return true;
}

/** The report with its next chunk, if there is more of it to make and it is ours to make. */
async function addChunk(
  { store, ports }: Parts,
  report: CredentialReportRecord,
  stopping: boolean,
): Promise<CredentialReportRecord | undefined> {
  const { accountId } = report;
  const isFirst = report.chunks === 0;
  const facts = await store.read(async (tx) => {
    const page = { after: report.after, limit: usersPerChunk };
    const { people } = await tx.people.listCredentials(accountId, everybody, page);
    const policy = await tx.passwordPolicies.find(accountId);
    return { policy, root: isFirst ? await rootFacts(tx, report) : undefined, users: people };
  });
  const people = facts.root === undefined ? facts.users : [facts.root, ...facts.users];
  const lines = people.map((each) =>
    reportLine({ ...each, passwordExpiresAt: expiryOf(each, facts.policy) }),
  );
  const isLast = facts.users.length < usersPerChunk;
  const now = ports.clock.now();
  const chunk = {
    // No end of line after the last line, as in AWS's: each chunk begins with the one before it.
    bytes: asciiBytes([isFirst ? reportHeader : "", ...lines].join("\n")),
    people: people.length,
    after: nameKey(facts.users.at(-1)?.person.name ?? report.after ?? ""),
    dueAt: isLast ? undefined : stopping ? now : later(now, leaseFor),
  };
  const added = await store.transact((tx) => tx.credentialReports.append(report, chunk));
  if (!added || isLast || stopping) return undefined;
  return {
    ...report,
    after: chunk.after,
    chunks: report.chunks + 1,
    people: report.people + people.length,
  };
}

function expiryOf(
  { person, passwordChangedAt: changedAt }: CredentialFacts,
  policy: PasswordPolicyRecord | undefined,
) {
  return changedAt && passwordExpiresAt({ ...person, changedAt }, policy);
}

const everybody = { namePrefix: "", examine: usersPerChunk };

type Tx = Parameters<Parameters<Store["read"]>[0]>[0];

async function rootFacts(
  tx: Tx,
  { accountId }: CredentialReportRecord,
): Promise<CredentialFacts | undefined> {
  const ref = { accountId, personId: rootPersonId(accountId) };
  const person = await tx.people.find(ref);
  if (person === undefined) return undefined;
  return {
    person,
    passwordChangedAt: (await tx.loginProfiles.find(ref))?.changedAt,
    devices: (await tx.devices.listOf(ref)).flatMap(({ kind, assignment }) =>
      assignment === undefined ? [] : [{ kind, ...assignment }],
    ),
    keys: await tx.accessKeys.listOf(ref),
  };
}
