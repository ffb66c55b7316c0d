import type { Input, Output } from "../../api/types.ts";

type Policy = NonNullable<Output<"GetPasswordRules">["policy"]>;

/** The nine settings as they stand in the form: numbers are text while they are typed. */
export interface PolicyForm {
  readonly minimumLength: string;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly number: boolean;
  readonly symbol: boolean;
  readonly expires: boolean;
  readonly maxAge: string;
  readonly hardExpiry: boolean;
  readonly changeOwn: boolean;
  readonly preventsReuse: boolean;
  readonly remembered: string;
}

/** Where nothing was set: AWS's default rules come nearest to these. */
const suggested: PolicyForm = {
  minimumLength: "8",
  uppercase: true,
  lowercase: true,
  number: true,
  symbol: false,
  expires: false,
  maxAge: "90",
  hardExpiry: false,
  changeOwn: true,
  preventsReuse: false,
  remembered: "5",
};

export function formOf(policy: Policy | undefined): PolicyForm {
  if (policy === undefined) return suggested;
  const { maxPasswordAge, passwordReusePrevention } = policy;
  return {
    minimumLength: String(policy.minimumPasswordLength),
    uppercase: policy.requireUppercaseCharacters,
    lowercase: policy.requireLowercaseCharacters,
    number: policy.requireNumbers,
    symbol: policy.requireSymbols,
    expires: maxPasswordAge !== undefined,
    maxAge: String(maxPasswordAge ?? suggested.maxAge),
    hardExpiry: policy.hardExpiry ?? false,
    changeOwn: policy.allowUsersToChangePassword,
    preventsReuse: passwordReusePrevention !== undefined,
    remembered: String(passwordReusePrevention ?? suggested.remembered),
  };
}

export const bounds = {
  minimumLength: { min: 6, max: 128 },
  maxAge: { min: 1, max: 1095 },
  remembered: { min: 1, max: 24 },
} as const;

export type Bounded = keyof typeof bounds;

/** Which numbers are none, or out of AWS's bounds. What is switched off is not looked at. */
export function faultyNumbers(form: PolicyForm): readonly Bounded[] {
  const asked: readonly Bounded[] = [
    "minimumLength",
    ...(form.expires ? (["maxAge"] as const) : []),
    ...(form.preventsReuse ? (["remembered"] as const) : []),
  ];
  return asked.filter((name) => {
    const { min, max } = bounds[name];
    const typed = form[name].trim();
    return !/^\d{1,4}$/.test(typed) || Number(typed) < min || Number(typed) > max;
  });
}

/** AWS replaces a policy whole, so that every setting is sent, or left out on purpose. */
export function policyInput(form: PolicyForm): Input<"UpdateAccountPasswordPolicy"> {
  return {
    minimumPasswordLength: Number(form.minimumLength),
    requireUppercaseCharacters: form.uppercase,
    requireLowercaseCharacters: form.lowercase,
    requireNumbers: form.number,
    requireSymbols: form.symbol,
    allowUsersToChangePassword: form.changeOwn,
    ...(form.expires && { maxPasswordAge: Number(form.maxAge), hardExpiry: form.hardExpiry }),
    ...(form.preventsReuse && { passwordReusePrevention: Number(form.remembered) }),
  };
}
