import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isCommonPassword } from "./common-passwords.ts";

const common: Readonly<Record<string, readonly string[]>> = {
  "a listed word": ["password", "sunshine", "iloveyou", "trustno1", "football", "princess"],
  "any case": ["PASSWORD", "SunShine", "iLoveYou"],
  "digits at its end": ["password1", "Password123", "welcome2024", "Sommer2026", "monkey123456"],
  "symbols at its end": ["Password1!", "Welcome1!!", "Summer#2026", "letmein?!?", "Qwerty123!"],
  "signs at its beginning": ["!Password1", "1password", "#1Sunshine"],
  "digits for letters": [
    "P@ssw0rd",
    "p4$$w0rd!",
    "Pa55word1",
    "5un5h1ne",
    "Adm1n15trat0r",
    "L3tme1n!",
  ],
  "spaces and hyphens between": ["I love you!", "let-me-in 1", "correct horse battery staple"],
  "the same piece over and over": [
    "aaaaaaaa",
    "abababab",
    "Abc1Abc1",
    "12341234",
    "PasswordPassword1",
  ],
  "a run of the alphabet or the digits": [
    "12345678",
    "87654321",
    "Abcdefgh1!",
    "Abcd1234!",
    "1234567890",
  ],
  "a walk along the keyboard": [
    "Qwertyuiop",
    "1qaz2wsx",
    "!QAZ2wsx",
    "1QAZ@WSX",
    "Asdfghjkl1",
    "zxcvbnm,./",
    "Poiuytrewq1",
  ],
  "other languages": [
    "Passwort1!",
    "MotDePasse1",
    "Contraseña1",
    "Azerty123!",
    "Qwertz123!",
    "Lösenord1",
  ],
};

const uncommon: readonly string[] = [
  "",
  "ab",
  "Sallyport-Lab-1",
  "gKz7!pWq2@Lm",
  "four grey herons waiting",
  "Tr0ub4dor&3x",
  "monkey8472019355",
  "7#q!monkey9Xk2",
  "Harbour-Lantern-42",
  "blue piano seventeen otters",
  "ÅngströmIsSmall9",
];

describe("a common password is found, whatever was done to it:", () => {
  for (const [why, passwords] of Object.entries(common)) {
    test(why, () => {
      assert.deepEqual(
        passwords.filter((password) => !isCommonPassword(password)),
        [],
      );
    });
  }
});

test("a password with real chance in it is not common", () => {
  assert.deepEqual(uncommon.filter(isCommonPassword), []);
});

test("the longest password is looked up quickly", () => {
  for (const piece of ["a", "ab", "abc1", "1!", "é", "password"]) {
    isCommonPassword(piece.repeat(Math.ceil(128 / piece.length)).slice(0, 128));
    isCommonPassword(`${piece.repeat(127).slice(0, 127)}#`);
  }
});
