// Trust policies (iam-semantics §3.7, §3.12): whom they name is found when they are written and kept by id, so that whoever is renamed
// stays trusted and whoever takes the name afterwards is not. Shown are the names of today.

import { personArn, roleArn } from "../caller.ts";
import { IamError } from "../errors.ts";
import { type AccountId, arns, type PersonId, type RoleId } from "../names.ts";
import {
  checkDocument,
  type PolicyDocument,
  type TrustInShort,
  trustInShort,
} from "../policy/index.ts";
import type { RoleRecord, RoleTrust } from "../records.ts";
import type { Tx } from "../store.ts";
import { faultWords, requireTrustDocument } from "./documents.ts";
import { policyLimits, policySize } from "./limits.ts";

/**
 * Checks a trust policy and binds those that it names in the role's own account to their ids. Refuses names that nobody bears there.
 * Principals of other accounts are taken as written: nobody learns what exists elsewhere.
 */
export async function bindTrust(
  tx: Tx,
  accountId: AccountId,
  document: string,
  field: "assumeRolePolicyDocument" | "policyDocument" = "assumeRolePolicyDocument",
): Promise<RoleTrust> {
  const checked = requireTrustDocument(document, field);
  requireTrustSize(document, field);
  const trusted: Record<string, string> = {};
  for (const { kind, word } of principalsOf(checked)) {
    const bearer = await findBearer(tx, accountId, kind, word.text);
    if (bearer === "nobody") throw invalidPrincipal(document, { kind, word, field });
    if (bearer !== "unbound") trusted[word.text] = bearer.id;
  }
  return { trustPolicy: document, trusted };
}

type Principal = ReturnType<typeof principalsOf>[number];

function principalsOf({ statements }: PolicyDocument) {
  return statements.flatMap(({ principal }) => principal?.principals ?? []);
}

function requireTrustSize(document: string, field: string): void {
  const { trustSize } = policyLimits;
  if (policySize(document) <= trustSize) return;
  const message = `Cannot exceed quota for ACLSizePerRole: ${trustSize}`;
  throw new IamError("LimitExceeded", message, { fields: [{ name: field, message }] });
}

function invalidPrincipal(
  source: string,
  { kind, word, field }: Principal & { readonly field: string },
): IamError {
  const name = kind === "AWS" ? kind : kind.toUpperCase();
  const reason =
    kind === "AWS"
      ? `"${word.text}" is nobody whom a role can trust: name an account, or a user or role that exists.`
      : `"${word.text}" is no name of this kind of principal.`;
  return new IamError(
    "MalformedPolicyDocument",
    `Invalid principal in policy: "${name}":"${word.text}"`,
    { fields: [{ name: field, message: faultWords(source, { reason, at: word }) }] },
  );
}

/** `unbound`: nobody of this account in particular, so that there is no id to keep. */
type Bearer = "nobody" | "unbound" | { readonly id: PersonId | RoleId };

/** What the other kinds of principals look like: none of them can sign a request here. */
const otherForms = {
  Federated: /^(?:arn:aws:iam::\d{12}:(?:saml|oidc)-provider\/\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/,
  Service: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
  CanonicalUser: /^[0-9a-f]{64}$/,
} as const;

const accountForm = /^(?:\*|\d{12}|arn:aws:iam::\d{12}:root)$/;
const principalForm =
  /^arn:aws:(iam|sts)::(\d{12}):(user|role|assumed-role|federated-user)((?:\/[\u0021-\u007E]+)?\/[\w+=,.@-]+)$/;

async function findBearer(
  tx: Tx,
  accountId: AccountId,
  kind: Principal["kind"],
  text: string,
): Promise<Bearer> {
  if (kind === "any") return "unbound";
  if (kind !== "AWS") return otherForms[kind].test(text) ? "unbound" : "nobody";
  if (accountForm.test(text)) return "unbound";
  const [, service, account, type, rest = ""] = principalForm.exec(text) ?? [];
  const isSession = type === "assumed-role" || type === "federated-user";
  if (account === undefined || (service === "sts") !== isSession || /[*?]/.test(rest))
    return "nobody";
  if (account !== accountId) return "unbound";
  const parts = rest.split("/").slice(1);
  switch (type) {
    case "user": {
      const person = await tx.people.findUser(accountId, parts.at(-1) ?? "");
      return person && personArn(person) === text ? { id: person.personId } : "nobody";
    }
    case "role": {
      const role = await tx.roles.find(accountId, parts.at(-1) ?? "");
      return role && roleArn(role) === text ? { id: role.roleId } : "nobody";
    }
    case "assumed-role": {
      const [name = "", session] = parts;
      const role = parts.length === 2 ? await tx.roles.find(accountId, name) : undefined;
      return role?.name === name && session ? { id: role.roleId } : "nobody";
    }
    default:
      return parts.length === 1 ? "unbound" : "nobody";
  }
}

/**
 * The trust policy with the names that those whom it trusts have today, and the id of whoever is gone (as AWS shows it). So that
 * whoever saves what they were shown does not trust somebody else of the same name.
 */
export async function currentTrust(tx: Tx, role: RoleRecord): Promise<string> {
  const { accountId, trustPolicy, trusted } = role;
  if (Object.keys(trusted).length === 0) return trustPolicy;
  const { document } = checkDocument(trustPolicy, { kind: "trust", managed: false });
  const words = (document === undefined ? [] : principalsOf(document)).map(({ word }) => word);
  let current = trustPolicy;
  for (const { text, start, end } of words.toSorted((one, other) => other.start - one.start)) {
    const id = trusted[text];
    if (id === undefined) continue;
    const name = await nameToday(tx, accountId, { id, written: text });
    current = `${current.slice(0, start)}${JSON.stringify(name)}${current.slice(end)}`;
  }
  return current;
}

async function nameToday(
  tx: Tx,
  accountId: AccountId,
  { id, written }: { readonly id: string; readonly written: string },
): Promise<string> {
  const person = await tx.people.find({ accountId, personId: id as PersonId });
  if (person !== undefined) return personArn(person);
  const role = (await tx.roles.findActing(accountId, id as RoleId))?.role;
  if (role === undefined) return id;
  const session = /^arn:aws:sts:.*\/([^/]+)$/.exec(written)?.[1];
  return session === undefined ? roleArn(role) : arns.assumedRole(accountId, role.name, session);
}

/** Whom a trust policy that was stored lets in. */
export function trustOf(trustPolicy: string): TrustInShort {
  const { document } = checkDocument(trustPolicy, { kind: "trust", managed: false });
  return document === undefined ? { principals: [], asksForMfa: false } : trustInShort(document);
}
