import { OperatorFault } from "@sallyport/platform";
import { StsRefusal } from "./ask-sts.ts";
import type { CodeSource } from "./code-source.ts";
import type { Profile } from "./profile.ts";

export interface Circumstances {
  readonly profile: Profile;
  readonly source: CodeSource | undefined;
}

/** What STS refused, in the words of whoever wrote the profile, with what to do. */
export function explainRefusal(error: unknown, { profile, source }: Circumstances): unknown {
  if (!(error instanceof StsRefusal)) return error;
  return new OperatorFault(sentence(error, profile, source), { cause: error });
}

function sentence(
  { code, message }: StsRefusal,
  { name, accessKeyId, mfaSerial }: Profile,
  source: CodeSource | undefined,
): string {
  if (/MultiFactorAuthentication failed with invalid MFA/.test(message)) {
    const remedy =
      source?.kind === "vault"
        ? 'Is the entry that of this device, and is the device in sync? See "Security credentials" in the console.'
        : "Run the command again and type the code that the device shows then.";
    return `The code was not accepted for ${mfaSerial}. ${remedy}`;
  }
  if (/MultiFactorAuthentication failed/.test(message)) {
    return `${message} Is mfa_serial of the profile "${name}" right? It says ${mfaSerial}.`;
  }
  if (code === "InvalidClientTokenId") {
    return `The access key ${accessKeyId} of the profile "${name}" is not known, or is inactive. See "Security credentials" in the console.`;
  }
  if (code === "SignatureDoesNotMatch") {
    return `The secret access key of ${accessKeyId} in the profile "${name}" is wrong (${message.split("\n")[0]})`;
  }
  return `${code}: ${message}`;
}
