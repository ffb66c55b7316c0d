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

/** Read at once. All of it is rubbish a moment later; but what is there when V8 collects the young stays until it collects the old. */
const usersPerPage = 100;
/** Some ten kilobytes of text, and some milliseconds of work. */
const pagesPerChunk = 3;
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
  const pages = report.chunks === 0 ? [await firstPage(store, report)] : [];
  const full = pages.length + pagesPerChunk;
  let page: Page;
  do {
    page = await readPage(store, report, pages.at(-1)?.after ?? report.after);
    pages.push(page);
  } while (!page.isLast && pages.length < full);
  const now = ports.clock.now();
  const chunk = {
    bytes: joined(pages.map(({ bytes }) => bytes)),
    people: pages.reduce((sum, { people }) => sum + people, 0),
    after: page.after,
    dueAt: page.isLast ? undefined : stopping ? now : later(now, leaseFor),
  };
  const added = await store.transact((tx) => tx.credentialReports.append(report, chunk));
  if (!added || page.isLast || stopping) return undefined;
  return {
    ...report,
    after: chunk.after,
    chunks: report.chunks + 1,
    people: report.people + chunk.people,
  };
}

interface Page {
  readonly bytes: Uint8Array;
  readonly people: number;
  /** The key of the last one. */
  readonly after: string;
  readonly isLast: boolean;
}

/** The heading, and root. */
async function firstPage(store: Store, report: CredentialReportRecord): Promise<Page> {
  const lines = await store.read(async (tx) => {
    const root = await rootFacts(tx, report);
    return root === undefined
      ? []
      : [lineOf(root, await tx.passwordPolicies.find(report.accountId))];
  });
  const bytes = asciiBytes([reportHeader, ...lines].join("\n"));
  return { bytes, people: lines.length, after: "", isLast: false };
}

/** The users that come next. */
async function readPage(
  store: Store,
  { accountId }: CredentialReportRecord,
  after: string | undefined,
): Promise<Page> {
  const { people, policy } = await store.read(async (tx) => ({
    policy: await tx.passwordPolicies.find(accountId),
    ...(await tx.people.listCredentials(accountId, everybody, { after, limit: usersPerPage })),
  }));
  // No end of line after the last line, as in AWS's: each begins with the one before it.
  const lines = people.map((each) => `\n${lineOf(each, policy)}`);
  return {
    bytes: asciiBytes(lines.join("")),
    people: people.length,
    after: nameKey(people.at(-1)?.person.name ?? after ?? ""),
    isLast: people.length < usersPerPage,
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function lineOf(facts: CredentialFacts, policy: PasswordPolicyRecord | undefined): string {
  const { person, passwordChangedAt: changedAt } = facts;
  const expiresAt = changedAt && passwordExpiresAt({ ...person, changedAt }, policy);
  return reportLine({ ...facts, passwordExpiresAt: expiresAt });
}

const everybody = { namePrefix: "", examine: usersPerPage };

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
