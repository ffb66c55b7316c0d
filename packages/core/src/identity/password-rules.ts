// Which passwords may be chosen: AWS's default rules, no common ones, none made of the account's own words (security rule 27).

import { IamError, refusals } from "../errors.ts";
import type { Random } from "../ports.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { randomText } from "./ids.ts";

export const passwordLength = { min: 8, max: 128 } as const;

const classes = [/[A-Z]/, /[a-z]/, /[0-9]/, /[!@#$%^&*()_+\-=[\]{}|'"`~,.<>/?\\:; ]/];

/** What the forms say beside the field. */
export const passwordRulesInWords =
  "8 to 128 characters, with at least three of: capital letters, small letters, digits, symbols. Not a common password, and not the account's name, the user's name or the e-mail address.";

/** Refuses with `PasswordPolicyViolation` and the first rule that was broken; `field` is the form's name for the password. */
export function checkPassword(choice: {
  readonly password: string;
  /** The names that the password must not be made of: account, user, e-mail. */
  readonly contextWords: readonly string[];
  readonly field: string;
}): void {
  const fault = passwordFault(choice.password, choice.contextWords);
  if (fault !== undefined) throw refusals.passwordPolicy(fault, choice.field);
}

function passwordFault(password: string, contextWords: readonly string[]): string | undefined {
  const length = [...password].length;
  if (length < passwordLength.min) return "The password must have at least 8 characters.";
  if (length > passwordLength.max) return "The password must have at most 128 characters.";
  if (classes.filter((one) => one.test(password)).length < 3) {
    return "The password must have at least three of: capital letters, small letters, digits, symbols.";
  }
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

/** A password for somebody else to change: 20 characters, every class in it, no look-alikes. About 115 bits. */
export function generatePassword(random: Random): string {
  for (;;) {
    const password = randomText(
      random,
      "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!@#%+=-_",
      20,
    );
    if (passwordFault(password, []) === undefined && classes.every((one) => one.test(password))) {
      return password;
    }
  }
}

/** For inputs that AWS checks by pattern before any policy. */
export function newPasswordMustDiffer(oldPassword: string, newPassword: string): void {
  if (oldPassword === newPassword) {
    throw new IamError(
      "PasswordPolicyViolation",
      "The new password must differ from the old one.",
      {
        fields: [
          { name: "newPassword", message: "The new password must differ from the old one." },
        ],
      },
    );
  }
}
