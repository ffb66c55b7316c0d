import type { Input, Tag } from "../../api/types.ts";
import { areTags, areTexts, type DraftKind, isText } from "../../components/kept-draft.ts";
import { withoutEmptyTags } from "../../components/tags.ts";
import { t } from "../../i18n/t.ts";

export type TrustKind = "account" | "named" | "other";
export const trustKinds = ["account", "named", "other"] as const;

/** A role about to be created. */
export interface Draft {
  readonly trust: TrustKind;
  /** ARNs. */
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly otherAccount: string;
  readonly externalId: string;
  readonly requireMfa: boolean;
  readonly policyArns: readonly string[];
  readonly boundary: string | undefined;
  readonly roleName: string;
  readonly description: string;
  readonly maxSessionDuration: number;
  readonly tags: readonly Tag[];
}

export const emptyDraft: Draft = {
  trust: "account",
  users: [],
  roles: [],
  otherAccount: "",
  externalId: "",
  requireMfa: true,
  policyArns: [],
  boundary: undefined,
  roleName: "",
  description: "",
  maxSessionDuration: 3600,
  tags: [],
};

/** The trust policy that the choices make, to be read before it is saved. */
export function trustPolicyOf(draft: Draft, accountId: string): string {
  const conditions = {
    ...(draft.trust === "other" && draft.externalId !== ""
      ? { StringEquals: { "sts:ExternalId": draft.externalId } }
      : {}),
    ...(draft.requireMfa ? { Bool: { "aws:MultiFactorAuthPresent": "true" } } : {}),
  };
  const statement = {
    Effect: "Allow",
    Principal: { AWS: principalsOf(draft, accountId) },
    Action: "sts:AssumeRole",
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 4);
}

function principalsOf(draft: Draft, accountId: string): string | readonly string[] {
  const rootOf = (account: string) => `arn:aws:iam::${account}:root`;
  switch (draft.trust) {
    case "account":
      return rootOf(accountId);
    case "other":
      return rootOf(draft.otherAccount);
    case "named":
      return [...draft.users, ...draft.roles];
  }
}

export function draftInput(draft: Draft, accountId: string): Input<"AddRole"> {
  const tags = withoutEmptyTags(draft.tags);
  return {
    roleName: draft.roleName,
    assumeRolePolicyDocument: trustPolicyOf(draft, accountId),
    maxSessionDuration: draft.maxSessionDuration,
    ...(draft.description === "" ? {} : { description: draft.description }),
    ...(draft.policyArns.length === 0 ? {} : { policyArns: draft.policyArns }),
    ...(draft.boundary === undefined ? {} : { permissionsBoundary: draft.boundary }),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

export type TrustField = "named" | "otherAccount" | "externalId";
export type TrustFaults = Readonly<Partial<Record<TrustField, string>>>;

/** What the first step can tell without asking the server. */
export function trustFaults(draft: Draft): TrustFaults {
  if (draft.trust === "named" && draft.users.length + draft.roles.length === 0)
    return { named: t("createRole.trust.namedMissing") };
  if (draft.trust !== "other") return {};
  return {
    ...(/^\d{12}$/.test(draft.otherAccount)
      ? {}
      : { otherAccount: t("createRole.trust.accountIdShape") }),
    ...(draft.externalId === "" || /^[\w+=,.@:/-]{2,1224}$/.test(draft.externalId)
      ? {}
      : { externalId: t("createRole.trust.externalIdShape") }),
  };
}

export function nameFault(roleName: string): string | undefined {
  if (roleName === "") return t("createRole.nameMissing");
  return /^[\w+=,.@-]{1,64}$/.test(roleName) ? undefined : t("createRole.nameShape");
}

/**
 * Kept over a reload, whole. The external id is no secret: it stands in the trust policy for all to read; and a role that were made
 * without it, or without asking for MFA, because a page was reloaded would trust more than was chosen.
 */
export const roleDraft: DraftKind<Draft> = {
  key: "createRole",
  empty: emptyDraft,
  hasShape: (draft) =>
    trustKinds.includes(draft.trust) &&
    [draft.otherAccount, draft.externalId, draft.roleName, draft.description].every(isText) &&
    [draft.users, draft.roles, draft.policyArns].every(areTexts) &&
    (draft.boundary === undefined || isText(draft.boundary)) &&
    typeof draft.requireMfa === "boolean" &&
    typeof draft.maxSessionDuration === "number" &&
    areTags(draft.tags),
};
