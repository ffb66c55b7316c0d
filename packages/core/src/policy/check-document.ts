// What AWS refuses in a policy, in the order in which its sentences win (iam-semantics §3.7, `MalformedPolicyDocument`).
// The wire gets the first; the editor gets them all.

import type { PolicyDocument, PolicyFault, Statement, Word } from "./document.ts";
import { parseDate, parseOperator } from "./operators.ts";
import { type PolicyKind, readDocument } from "./read-document.ts";

export interface CheckOptions {
  readonly kind: PolicyKind;
  /** Managed policies must be of the newer version. */
  readonly managed: boolean;
}

export interface CheckedDocument {
  readonly document: PolicyDocument | undefined;
  /** First the one that AWS would name. */
  readonly faults: readonly PolicyFault[];
}

export function checkDocument(source: string, options: CheckOptions): CheckedDocument {
  const { document, faults } = readDocument(source, options.kind);
  if (document === undefined) return { document, faults };
  const all = [
    ...(options.managed ? checkVersion(document) : []),
    ...document.statements.flatMap(checkLegacy),
    ...checkSids(document),
    ...document.statements.flatMap(checkActionsThere),
    ...(options.kind === "trust"
      ? document.statements.flatMap(checkTrust)
      : document.statements.flatMap(checkResourcesThere)),
    ...document.statements.flatMap((statement) =>
      (statement.resource?.words ?? []).flatMap(checkResource),
    ),
    ...document.statements.flatMap((statement) =>
      (statement.action?.words ?? []).flatMap(checkAction),
    ),
  ];
  return { document: all.length === 0 ? document : undefined, faults: all };
}

function fault(
  message: string,
  reason: string,
  at: { readonly start: number; readonly end: number },
): PolicyFault {
  return { message, reason, at: { start: at.start, end: at.end } };
}

function checkVersion({ source, version }: PolicyDocument): readonly PolicyFault[] {
  if (version?.text === "2012-10-17") return [];
  const at = version ?? { start: 0, end: Math.min(1, source.length) };
  return [
    fault(
      "Policy document must be version 2012-10-17 or greater.",
      'Add "Version": "2012-10-17": the older one knows no variables.',
      at,
    ),
  ];
}

const legacy = "The policy failed legacy parsing";

function checkLegacy(statement: Statement): readonly PolicyFault[] {
  const { effect, conditions, resource } = statement;
  const faults: PolicyFault[] = [];
  if (effect.text !== "Allow" && effect.text !== "Deny") {
    const right = effect.text.toLowerCase() === "allow" ? "Allow" : "Deny";
    faults.push(fault(legacy, `Write "${right}": capital and small letters count.`, effect));
  }
  for (const { operator, values } of conditions) {
    if (parseOperator(operator.text)?.operator.family !== "date") continue;
    for (const value of values) {
      if (parseDate(value.text) === undefined && !value.text.includes("${")) {
        faults.push(
          fault(
            legacy,
            "This is no date: write 2026-11-24T00:00:00Z or seconds since 1970.",
            value,
          ),
        );
      }
    }
  }
  for (const word of resource?.words ?? []) {
    if (isTruncatedArn(word.text)) {
      faults.push(
        fault(legacy, "An ARN has six fields: arn:aws:service:region:account:resource.", word),
      );
    }
  }
  return faults;
}

/** `arn:aws:s3::x`: begun like an ARN of a known partition, with a service or an empty one, and fields missing. */
function isTruncatedArn(text: string): boolean {
  const parts = text.split(":");
  const [arn, partition, service] = parts;
  if (arn !== "arn" || partition !== "aws" || service === undefined || hasWildcard(service))
    return false;
  return parts.length < 6 || service === "";
}

function checkSids({ statements }: PolicyDocument): readonly PolicyFault[] {
  const seen = new Set<string>();
  return statements.flatMap(({ sid }) => {
    if (sid === undefined || sid.text === "") return [];
    if (!seen.has(sid.text)) {
      seen.add(sid.text);
      return [];
    }
    const reason = `"${sid.text}" is the Sid of another statement already.`;
    return [fault("Statement IDs (SID) in a single policy must be unique.", reason, sid)];
  });
}

function checkActionsThere(statement: Statement): readonly PolicyFault[] {
  if (statement.action !== undefined && statement.action.words.length > 0) return [];
  const reason = 'Say which actions: "Action" or "NotAction", with at least one.';
  return [fault("Policy statement must contain actions.", reason, statement.action ?? statement)];
}

function checkResourcesThere(statement: Statement): readonly PolicyFault[] {
  if (statement.resource !== undefined && statement.resource.words.length > 0) return [];
  const reason = 'Say on what: "Resource" or "NotResource", with at least one; "*" is everything.';
  return [
    fault("Policy statement must contain resources.", reason, statement.resource ?? statement),
  ];
}

function checkTrust(statement: Statement): readonly PolicyFault[] {
  const faults = (statement.action?.words ?? [])
    .filter(({ text }) => !/^(?:\*|sts:.*)$/i.test(text))
    .map((word) =>
      fault(
        "AssumeRole policy may only specify STS AssumeRole actions.",
        "A trust policy says who may assume the role: sts:AssumeRole and its like.",
        word,
      ),
    );
  if (statement.principal !== undefined) return faults;
  const reason =
    'Say whom the role trusts: "Principal": {"AWS": "arn:aws:iam::123456789012:root"}.';
  return [...faults, fault("Syntax errors in policy.", reason, statement)];
}

const resourceStarts = [
  "user/",
  "federated-user/",
  "role/",
  "group/",
  "instance-profile/",
  "mfa/",
  "server-certificate/",
  "policy/",
  "sms-mfa/",
  "saml-provider/",
  "oidc-provider/",
  "report/",
  "access-report/",
] as const;

function checkResource(word: Word): readonly PolicyFault[] {
  const { text } = word;
  if (text === "*") return [];
  const parts = text.split(":");
  if (parts.length < 2) {
    const message = `Resource ${text} must be in ARN format or "*".`;
    return [
      fault(message, 'Write an ARN, such as arn:aws:iam::123456789012:user/alice, or "*".', word),
    ];
  }
  const [, partition = "", service, region, , ...rest] = parts;
  if (partition !== "aws" && partition !== "*") {
    const padded = [...parts.slice(2), "*", "*", "*", "*"]
      .slice(0, Math.max(4, parts.length - 2))
      .join(":");
    const message = `Partition "${partition}" is not valid for resource "arn:${partition}:${padded}".`;
    return [fault(message, 'The second field of an ARN is "aws".', word)];
  }
  if (service === undefined || hasWildcard(service)) {
    const message = "Resource vendor must be fully qualified and cannot contain regexes.";
    return [fault(message, "Name the service in full: its field takes no wildcard.", word)];
  }
  if (service === "iam" && region !== "") {
    return [
      fault(
        `IAM resource ${text} cannot contain region information.`,
        "IAM has no regions: leave the field empty.",
        word,
      ),
    ];
  }
  if (service === "s3" && region !== "") {
    return [
      fault(
        `Resource ${text} can not contain region information.`,
        "S3 ARNs have no region: leave the field empty.",
        word,
      ),
    ];
  }
  return service === "iam" ? checkIamPath(rest.join(":"), word) : [];
}

function checkIamPath(path: string, word: Word): readonly PolicyFault[] {
  if (path === "*" || path === "root" || resourceStarts.some((start) => path.startsWith(start)))
    return [];
  const message = `IAM resource path must either be "*", root, or start with ${resourceStarts.join(", ")}.`;
  return [fault(message, "An IAM resource begins with its kind, such as user/ or role/.", word)];
}

function checkAction(word: Word): readonly PolicyFault[] {
  const { text } = word;
  if (text === "*") return [];
  const [vendor = "", ...more] = text.split(":");
  if (more.length === 0) {
    const message = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    return [fault(message, "Write service and action, such as iam:ListUsers.", word)];
  }
  if (more.length > 1) {
    return [
      fault(
        "Actions/Condition can contain only one colon.",
        "Write service:Action, with one colon.",
        word,
      ),
    ];
  }
  if (vendor === "*" || /^[a-zA-Z0-9.-]+$/.test(vendor)) return [];
  return [
    fault(
      `Vendor ${vendor} is not valid`,
      "A service has letters, digits, - and . in its name.",
      word,
    ),
  ];
}

function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}
