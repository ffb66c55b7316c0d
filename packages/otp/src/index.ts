/**
 * One-time codes, for the server that checks them and for the phone that shows them: HOTP (RFC 4226), TOTP (RFC 6238),
 * base32 keys (RFC 4648) and otpauth URIs. Pure: whoever calls brings the time and the keyed hash.
 */

export {
  Base32Error,
  type Base32ErrorCode,
  decodeBase32,
  encodeBase32,
  groupKey,
} from "./base32.ts";
export {
  findPair,
  type PairFinding,
  type PairSearch,
  searchPair,
  stepsPerSlice,
} from "./find-pair.ts";
export { type HashName, hashes, isHashName } from "./hashes.ts";
export { counterBytes, type Digits, hotp, isDigits, type Mac, truncate } from "./hotp.ts";
export { matchCode } from "./match.ts";
export {
  buildOtpauthUri,
  OtpauthError,
  type OtpauthErrorCode,
  type OtpauthKey,
  type OtpauthParts,
  parseOtpauthUri,
} from "./otpauth.ts";
export { stepsAround } from "./steps-around.ts";
export { secondsUntilNextStep, stepAt, totp, totpDefaults } from "./totp.ts";
