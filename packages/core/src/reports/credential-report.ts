// What the credential report says of a person: AWS's 22 columns in AWS's order and words (IAM User Guide, "Get credential reports
// for your AWS account"; iam-semantics §3.9), then our own. Who reads columns by name or counts them from the left is not
// disturbed by those.

import { personArn } from "../caller.ts";
import { type Instant, toIso } from "../instant.ts";
import type { AccessKeyRecord, CredentialFacts } from "../records.ts";
import { csvLine } from "./csv.ts";

type Column = readonly [name: string, cell: (facts: ReportedFacts) => string];

/** With what is reckoned rather than stored. */
export interface ReportedFacts extends CredentialFacts {
  readonly passwordExpiresAt: Instant | undefined;
}

type Key = CredentialFacts["keys"][number];

const none = "N/A";
const ofUsersOnly = "not_supported";

/** As real reports have it; programs parse exactly this (`%Y-%m-%dT%H:%M:%S+00:00`). */
const moment = (at: Instant | undefined) =>
  at === undefined ? none : toIso(at).replace("Z", "+00:00");

const truth = (value: boolean) => (value ? "true" : "false");

const isRoot = ({ person }: CredentialFacts) => person.kind === "root";

/** Root's is told for users only, by AWS's word. */
const ofUsers = (cell: Column[1]) => (facts: ReportedFacts) =>
  isRoot(facts) ? ofUsersOnly : cell(facts);

function passwordLastUsed({ person, passwordChangedAt }: CredentialFacts): string {
  if (passwordChangedAt === undefined) return none;
  return person.passwordLastUsedAt === undefined
    ? "no_information"
    : moment(person.passwordLastUsedAt);
}

const newest = (instants: readonly (Instant | undefined)[]) =>
  instants.reduce((best, at) => (at !== undefined && (best ?? at) <= at ? at : best), undefined);

/** One of the two keys, in the order of their making. */
function keyColumns(place: 1 | 2): readonly Column[] {
  const key = ({ keys }: CredentialFacts): Key | undefined => keys[place - 1];
  const used = (facts: CredentialFacts): AccessKeyRecord["lastUsed"] => key(facts)?.lastUsed;
  return [
    [`access_key_${place}_active`, (facts) => truth(key(facts)?.status === "Active")],
    [`access_key_${place}_last_rotated`, (facts) => moment(key(facts)?.createdAt)],
    [`access_key_${place}_last_used_date`, (facts) => moment(used(facts)?.at)],
    [`access_key_${place}_last_used_region`, (facts) => used(facts)?.region ?? none],
    [`access_key_${place}_last_used_service`, (facts) => used(facts)?.service ?? none],
  ];
}

/** Sallyport keeps no signing certificates. */
const certificateColumns = (place: 1 | 2): readonly Column[] => [
  [`cert_${place}_active`, () => truth(false)],
  [`cert_${place}_last_rotated`, () => none],
];

const awsColumns: readonly Column[] = [
  ["user", (facts) => (isRoot(facts) ? "<root_account>" : facts.person.name)],
  ["arn", ({ person }) => personArn(person)],
  ["user_creation_time", ({ person }) => moment(person.createdAt)],
  ["password_enabled", ofUsers((facts) => truth(facts.passwordChangedAt !== undefined))],
  ["password_last_used", passwordLastUsed],
  ["password_last_changed", ofUsers((facts) => moment(facts.passwordChangedAt))],
  ["password_next_rotation", ofUsers((facts) => moment(facts.passwordExpiresAt))],
  ["mfa_active", ({ devices }) => truth(devices.length > 0)],
  ...keyColumns(1),
  ...keyColumns(2),
  ...certificateColumns(1),
  ...certificateColumns(2),
];

/** Under a name of ours, so that no column that AWS may add one day means something else. */
const ownColumns: readonly Column[] = [
  ["sallyport_mfa_devices", ({ devices }) => String(devices.length)],
  [
    "sallyport_mfa_kinds",
    ({ devices }) => [...new Set(devices.map(({ kind }) => kind))].join(";") || none,
  ],
  [
    "sallyport_mfa_last_assigned_date",
    ({ devices }) => moment(newest(devices.map(({ enabledAt }) => enabledAt))),
  ],
  [
    "sallyport_mfa_last_used_date",
    ({ devices }) => moment(newest(devices.map(({ lastUsedAt }) => lastUsedAt))),
  ],
];

const columns = [...awsColumns, ...ownColumns];

/** The first line. */
export const reportHeader = csvLine(columns.map(([name]) => name));

/** One person's line. */
export function reportLine(facts: ReportedFacts): string {
  return csvLine(columns.map(([, cell]) => cell(facts)));
}
