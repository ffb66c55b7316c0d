// A record of the trail, as far as the table shows it. It is JSON in CloudTrail's shape that may be older than this page.

type Members = Readonly<Record<string, unknown>>;

export interface TrailEvent {
  readonly name: string;
  readonly source: string;
  readonly user: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly address: string;
  /** Undefined where the record does not tell. */
  readonly mfa: boolean | undefined;
  readonly error: string | undefined;
}

export function readEvent(text: string): TrailEvent {
  const event = members(parse(text));
  const identity = members(event["userIdentity"]);
  return {
    name: textOf(event["eventName"]) ?? "",
    source: textOf(event["eventSource"]) ?? "",
    user: userOf(identity),
    accessKeyId: textOf(identity["accessKeyId"]),
    address: textOf(event["sourceIPAddress"]) ?? "",
    mfa: mfaOf(event, identity),
    error: textOf(event["errorCode"]) ?? failedSignIn(event),
  };
}

/** As people read it: indented. What is no JSON stays as it is. */
export function indented(text: string): string {
  const value = parse(text);
  return value === undefined ? text : JSON.stringify(value, undefined, 4);
}

function userOf(identity: Members): string | undefined {
  if (identity["type"] === "Root") return "root";
  const arn = textOf(identity["arn"]);
  const session =
    identity["type"] === "AssumedRole" ? arn?.replace(/^.*assumed-role\//, "") : undefined;
  return textOf(identity["userName"]) ?? session ?? arn;
}

function mfaOf(event: Members, identity: Members): boolean | undefined {
  const used = members(event["additionalEventData"])["MFAUsed"];
  if (used === "Yes" || used === "No") return used === "Yes";
  const { mfaAuthenticated } = members(members(identity["sessionContext"])["attributes"]) as {
    mfaAuthenticated?: unknown;
  };
  return mfaAuthenticated === undefined ? undefined : mfaAuthenticated === "true";
}

function failedSignIn(event: Members): string | undefined {
  const answers = Object.values(members(event["responseElements"]));
  return answers.includes("Failure") ? "Failure" : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const members = (value: unknown): Members => Object(value) as Members;
const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
