import type { Input } from "../../api/types.ts";

export const signIns = ["key", "session", "mfa"] as const;
/** With a long-term access key, in a session without MFA, or in one with it. */
export type SignIn = (typeof signIns)[number];

/** What the simulator is asked. All of it stands in the address, so that it can be passed on. */
export interface Question {
  /** The ARN of whose policies decide; "" where only the policy that is tried out does. */
  readonly source: string;
  readonly actions: readonly string[];
  readonly resource: string;
  readonly signedIn: SignIn;
  /** How long ago the MFA code was typed. */
  readonly minutes: number;
  /** Other condition keys of the request, by name; several values with commas. */
  readonly keys: Readonly<Record<string, string>>;
  /** A managed policy that is tried out. */
  readonly policyArn: string;
}

/** More than a page is read for; the server takes a hundred. */
export const mostActions = 20;
const mostMinutes = 60 * 36;

export function parseQuestion(query: URLSearchParams): Question {
  const signedIn = signIns.find((one) => one === query.get("signed-in")) ?? "session";
  const minutes = Math.trunc(Number(query.get("minutes") ?? 0));
  const keys = query.getAll("key").flatMap((entry): readonly (readonly [string, string])[] => {
    const middle = entry.indexOf("=");
    return middle < 1 ? [] : [[entry.slice(0, middle), entry.slice(middle + 1)]];
  });
  return {
    source: query.get("source") ?? "",
    actions: [...new Set(query.getAll("action"))].slice(0, mostActions),
    resource: query.get("resource") || "*",
    signedIn,
    minutes: minutes >= 0 && minutes <= mostMinutes ? minutes : 0,
    keys: Object.fromEntries(keys),
    policyArn: query.get("policy") ?? "",
  };
}

/** The query string that `parseQuestion` reads; what is as usual is left out. */
export function questionSearch(question: Question): string {
  const { source, actions, resource, signedIn, minutes, keys, policyArn } = question;
  const query = new URLSearchParams();
  if (source !== "") query.set("source", source);
  if (policyArn !== "") query.set("policy", policyArn);
  for (const action of actions) query.append("action", action);
  if (resource !== "*" && resource !== "") query.set("resource", resource);
  if (signedIn !== "session") query.set("signed-in", signedIn);
  if (signedIn === "mfa" && minutes > 0) query.set("minutes", String(minutes));
  for (const [name, value] of Object.entries(keys)) {
    if (value !== "") query.append("key", `${name}=${value}`);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

type Entry = NonNullable<Input<"SimulateCustomPolicy">["contextEntries"]>[number];

/**
 * Absent keys are left out: that is how a request with an access key differs from a session without MFA. A role's session never has
 * AWS's own keys; how whoever acts as it was signed in is told under our names.
 */
function mfaEntries({ source, signedIn, minutes }: Question): Entry[] {
  if (signedIn === "key") return [];
  const prefix = source.includes(":role/") ? "sallyport" : "aws";
  const present: Entry = {
    contextKeyName: `${prefix}:MultiFactorAuthPresent`,
    contextKeyType: "boolean",
    contextKeyValues: [String(signedIn === "mfa")],
  };
  if (signedIn === "session") return [present];
  const age: Entry = {
    contextKeyName: `${prefix}:MultiFactorAuthAge`,
    contextKeyType: "numeric",
    contextKeyValues: [String(minutes * 60)],
  };
  return [present, age];
}

/** The request that is simulated, as the server's operations take it. */
export function requestOf(question: Question) {
  const { actions, resource, keys } = question;
  return {
    actionNames: actions,
    resourceArns: [resource],
    contextEntries: [
      ...mfaEntries(question),
      ...Object.entries(keys)
        .filter(([, value]) => value !== "")
        .map(
          ([contextKeyName, value]): Entry => ({
            contextKeyName,
            contextKeyType: "stringList",
            contextKeyValues: value.split(",").map((one) => one.trim()),
          }),
        ),
    ],
  };
}

const mfaKey = /^(aws|sallyport):multifactorauth(present|age)$/;
const knownOfPrincipal = /^aws:(username|userid|principal(account|arn|type|tag\/.*))$/;

/** The keys to offer as fields: not those that the rest of the question answers. */
export function keysToAsk(
  mentioned: readonly string[],
  { source, resource }: Pick<Question, "source" | "resource">,
): readonly string[] {
  return mentioned.filter((name) => {
    const key = name.toLowerCase();
    if (mfaKey.test(key)) return false;
    if (!/:(user|role)\//.test(source)) return true;
    return (
      !knownOfPrincipal.test(key) && !(key === "sallyport:resourceowner" && resource === source)
    );
  });
}
