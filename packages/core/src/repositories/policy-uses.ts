import type { AccountId, Arn } from "../names.ts";
import type * as records from "../records.ts";
import type { PageRequest } from "./paging.ts";

/** Which managed policies somebody holds, built-in ones included, and what for. */
export interface PolicyUses {
  /** Doing it twice is no fault; true when it was new. */
  add(holder: records.PolicyHolder, purpose: records.PolicyPurpose, arn: Arn): Promise<boolean>;
  remove(holder: records.PolicyHolder, purpose: records.PolicyPurpose, arn: Arn): Promise<boolean>;
  /** By ARN; page key: the ARN. */
  list(
    holder: records.PolicyHolder,
    purpose: records.PolicyPurpose,
    page: PageRequest,
  ): Promise<readonly Arn[]>;
  count(
    accountId: AccountId,
    arn: Arn,
  ): Promise<{ readonly attachments: number; readonly boundaries: number }>;
  /** Each holder once, groups before users; page key: the id. */
  listHolders(
    accountId: AccountId,
    arn: Arn,
    filter: {
      readonly kind?: records.PolicyHolder["kind"] | undefined;
      readonly purpose?: records.PolicyPurpose | undefined;
      readonly pathPrefix?: string;
    },
    page: PageRequest,
  ): Promise<
    readonly {
      readonly id: string;
      readonly kind: records.PolicyHolder["kind"];
      readonly name: string;
    }[]
  >;
  removeAll(holder: records.PolicyHolder): Promise<void>;
  /** Everything that has a say in what a person or role may do: inline, attached and bounding, their own and their groups'. */
  heldBy(holder: Omit<records.PolicyHolder, "kind">): Promise<readonly records.HeldPolicyRecord[]>;
  /** The same in one go with whether the account requires MFA of anybody at all. */
  heldByCaller(holder: Omit<records.PolicyHolder, "kind">): Promise<{
    readonly held: readonly records.HeldPolicyRecord[];
    readonly accountRequiresMfa: boolean;
  }>;
}
