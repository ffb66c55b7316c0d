import { IamError } from "../errors.ts";
import { normalizeTypedCode } from "../identity/typed-code.ts";
import { defineOperation } from "../operation.ts";
import { struct, text } from "../schema/schema.ts";
import { advance, signInAnswer } from "../session/advance.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { nextState, requireStep } from "./own-sign-in.ts";

export const submitEnrolmentCode = defineOperation({
  name: "SubmitEnrolmentCode",
  kind: "ceremony",
  summary:
    "Checks the one-time code that `root reset-mfa` printed; without it root can neither sign in nor enrol.",
  readOnly: false,
  callers: ["pending"],
  input: struct({ enrolmentCode: text({ max: 64 }) }),
  output: signInAnswer,
  permissions: () => [],
  prove: async ({ store, caller, input, now, ports }) => {
    const { person } = requireStep(caller, "enrolmentCode");
    const key = `enrolment-code:${person.personId}`;
    await chargeAttempt(store, key, attemptRules.secret, now);
    const account = await store.read((tx) => tx.accounts.find(person.accountId));
    const expected = account?.rootEnrolment;
    if (expected !== undefined && expected.expiresAt <= now) {
      throw new IamError(
        "IncorrectCredentials",
        "That enrolment code has expired. Run “sallyport root reset-mfa” on the server again.",
        { fields: [{ name: "enrolmentCode", message: "This code has expired." }] },
      );
    }
    const given = ports.digests.sha256(normalizeTypedCode(input.enrolmentCode));
    if (expected === undefined || !ports.digests.equal(given, expected.codeHash)) {
      throw new IamError("IncorrectCredentials", "That enrolment code is not right.", {
        fields: [{ name: "enrolmentCode", message: "Type the code exactly as it was printed." }],
      });
    }
    await store.atomically((tx) => tx.attempts.clear(key));
  },
  run: async (scope) => {
    const signIn = requireStep(scope.caller, "enrolmentCode");
    return advance(scope, await nextState(scope, signIn, { enrolmentCodeGiven: true }));
  },
  record: { source: "signin", request: [] },
});
