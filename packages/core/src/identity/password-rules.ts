// Which passwords may be chosen (security rule 27). The account's rules say how long and of which kinds of characters; whatever
// they say, common passwords and ones made of the account's own words are refused.

import { refusals } from "../errors.ts";
import type { Random } from "../ports.ts";
import type { PasswordPolicyRecord } from "../records.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { randomText } from "./ids.ts";

/** Nobody's password is longer: hashing costs. */
export const longestPassword = 128;

type Kind = "uppercase" | "lowercase" | "number" | "symbol";

const kinds: Readonly<Record<Kind, { readonly one: RegExp; readonly words: string }>> = {
  uppercase: { one: /[A-Z]/, words: "a capital letter" },
  lowercase: { one: /[a-z]/, words: "a small letter" },
  number: { one: /[0-9]/, words: "a digit" },
  // The ones that AWS names for RequireSymbols.
  symbol: {
    one: /[!@#$%^&*()_+\-=[\]{}|']/,
    words: "one of ! @ # $ % ^ & * ( ) _ + - = [ ] { } | '",
  },
};

/** Where no policy asks for any one kind, AWS's default counts four; its symbols are all that a keyboard has. */
const anyOfFour = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!@#$%^&*()_+\-=[\]{}|'"`~,.<>/?\\:; ]/];

export interface PasswordRules {
  readonly minimumLength: number;
  readonly required: readonly Kind[];
  /** How many of the four kinds must be in it, whichever. */
  readonly kindsOfFour: number;
}

/** AWS's, where an account has no policy; and always the root user's. */
export const defaultRules: PasswordRules = { minimumLength: 8, required: [], kindsOfFour: 3 };

/** NIST SP 800-63B-4 §3.1.1.2: a password that stands alone is 15 characters long, one beside a second factor 8, and no kinds are asked. */
export const modernLength = { alone: 15, withFactor: 8 } as const;

/** What an account asks of an IAM user's password. */
export function rulesOf(
  policy: PasswordPolicyRecord | undefined,
  hasFactor: boolean,
): PasswordRules {
  if (policy === undefined) return defaultRules;
  if (policy.rules === "modern") {
    const minimumLength = hasFactor ? modernLength.withFactor : modernLength.alone;
    return { minimumLength, required: [], kindsOfFour: 0 };
  }
  const asked: Readonly<Record<Kind, boolean>> = {
    uppercase: policy.requireUppercase,
    lowercase: policy.requireLowercase,
    number: policy.requireNumbers,
    symbol: policy.requireSymbols,
  };
  const required = (Object.keys(asked) as Kind[]).filter((kind) => asked[kind]);
  return { minimumLength: policy.minimumLength, required, kindsOfFour: 0 };
}

/** What the forms say beside the field, a sentence a rule. */
export function rulesInWords({
  rules,
  remembered,
}: Pick<PasswordDemands, "rules" | "remembered">): readonly string[] {
  const { minimumLength, required, kindsOfFour } = rules;
  const length = `${minimumLength} to ${longestPassword} characters`;
  const wanted = required.map((kind) => kinds[kind].words);
  const made = [
    ...(wanted.length > 0 ? [`with at least ${wanted.join(", ")}`] : []),
    ...(kindsOfFour > 0
      ? ["with at least three of: capital letters, small letters, digits, symbols"]
      : []),
  ];
  return [
    `${[length, ...made].join(", ")}.`,
    "Not a common password, and not the account's name, the user's name or the e-mail address.",
    ...(remembered > 1 ? [`Not one of your last ${remembered} passwords.`] : []),
  ];
}

/** The same for a form that sets anybody's password, where it hangs on whether they have a second factor. */
export function accountRulesInWords(policy: PasswordPolicyRecord | undefined): readonly string[] {
  const remembered = policy?.remembered ?? 0;
  const words = rulesInWords({ rules: rulesOf(policy, false), remembered: 0 });
  if (policy?.rules === "modern") {
    return [
      ...words,
      `For whoever has an MFA device ${modernLength.withFactor} characters are enough.`,
    ];
  }
  return remembered < 2
    ? words
    : [...words, `Users may not choose one of their last ${remembered} passwords again.`];
}

/** What the forms for the root user's password say: set-up has nobody to ask about yet. */
export const rootPasswordRules = rulesInWords({ rules: defaultRules, remembered: 0 }).join(" ");

/** All that is asked of one person's next password. */
export interface PasswordDemands {
  readonly rules: PasswordRules;
  /** The names that the password must not be made of: account, user, e-mail. */
  readonly contextWords: readonly string[];
  /** How many of the person's last passwords may not be chosen again, the present one included. */
  readonly remembered: number;
  /** Whether the account's policy asks it: the root user has no policy. */
  readonly byPolicy: boolean;
}

/** Refuses with `PasswordPolicyViolation` and the first rule that was broken; `field` is the form's name for the password. */
export function checkPassword(choice: {
  readonly password: string;
  readonly demands: PasswordDemands;
  readonly field: string;
}): void {
  const { password, demands, field } = choice;
  const { byPolicy, contextWords, rules } = demands;
  const broken = brokenRule(password, rules);
  if (broken !== undefined) throw refusals.passwordPolicy(broken, { field, byPolicy });
  const weak = weakness(password, contextWords);
  // No policy of AWS's asks this: without the reason nobody could tell.
  if (weak !== undefined) throw refusals.passwordPolicy(weak, { field, byPolicy, told: true });
}

function brokenRule(password: string, rules: PasswordRules): string | undefined {
  const { minimumLength, required, kindsOfFour } = rules;
  const length = [...password].length;
  if (length < minimumLength) return `The password must have at least ${minimumLength} characters.`;
  if (length > longestPassword)
    return `The password must have at most ${longestPassword} characters.`;
  const missing = required.filter((kind) => !kinds[kind].one.test(password));
  if (missing.length > 0) {
    return `The password must have at least ${missing.map((kind) => kinds[kind].words).join(", ")}.`;
  }
  if (anyOfFour.filter((one) => one.test(password)).length < kindsOfFour) {
    return "The password must have at least three of: capital letters, small letters, digits, symbols.";
  }
  return undefined;
}

function weakness(password: string, contextWords: readonly string[]): string | undefined {
  if (isCommonPassword(password)) {
    return "That password is one of the most common ones, so it would be guessed first. Choose another.";
  }
  const lower = password.toLowerCase();
  const word = contextWords.map((one) => one.toLowerCase()).find((one) => isMostly(lower, one));
  if (word !== undefined) {
    return "The password must not be the account's name, the user's name or the e-mail address.";
  }
  return undefined;
}

/** The word itself, or the word with a few characters around it: nearly all of the password is known beforehand. */
function isMostly(password: string, word: string): boolean {
  return word.length >= 4 && password.includes(word) && password.length - word.length < 4;
}

/** A password for somebody else to change: 20 characters or as many as are asked, every kind in it, no look-alikes. About 115 bits. */
export function generatePassword(random: Random, rules: PasswordRules): string {
  const length = Math.max(20, rules.minimumLength);
  for (;;) {
    const password = randomText(
      random,
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!@#%+=-_",
      length,
    );
    if (Object.values(kinds).every(({ one }) => one.test(password))) return password;
  }
}

/** For inputs that AWS checks by pattern before any policy. */
export function newPasswordMustDiffer(
  oldPassword: string,
  newPassword: string,
  { byPolicy }: Pick<PasswordDemands, "byPolicy">,
): void {
  if (oldPassword !== newPassword) return;
  const reason = "The new password must differ from the old one.";
  throw refusals.passwordPolicy(reason, { field: "newPassword", byPolicy, told: true });
}
