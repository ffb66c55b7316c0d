// What a caller asks a session to be limited to.

import { IamError } from "../errors.ts";
import type { Arn } from "../names.ts";
import { checkDocument } from "../policy/index.ts";
import type { SessionPolicies, TagRecord } from "../records.ts";

interface Asked {
  readonly policy?: string | undefined;
  readonly policyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

const policyArn = /^arn:aws:iam::(?:aws|\d{12}):policy\/[\u0021-\u007E]+$/;

/** Checked: the document by the language's rules, the names by their form. A policy that is not there allows nothing. */
export function readSessionPolicies({ policy, policyArns = [] }: Asked): SessionPolicies {
  if (policy !== undefined) {
    const { document, faults } = checkDocument(policy, { kind: "identity", managed: false });
    if (document === undefined) {
      throw new IamError(
        "MalformedPolicyDocument",
        faults[0]?.message ?? "Syntax errors in policy.",
      );
    }
  }
  const arns = policyArns.map(({ arn = "" }) => {
    if (!policyArn.test(arn)) throw new IamError("ValidationError", `${arn} is invalid`);
    return arn as Arn;
  });
  return { policy, policyArns: arns };
}

export const invalidParameter = (message: string) => new IamError("InvalidParameterValue", message);

/** STS has another code for it than IAM. */
export function requireDistinctTags(tags: readonly TagRecord[]): void {
  const keys = new Set(tags.map(({ key }) => key.toLowerCase()));
  if (keys.size < tags.length) {
    throw invalidParameter(
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    );
  }
  if ([...keys].some((key) => key.startsWith("aws:")))
    throw invalidParameter("Tag keys beginning with aws: are reserved.");
}
