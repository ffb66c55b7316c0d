// What the core promises to the doors, the store, the platform and the server. Everything else is its own affair.

export { noAccount } from "./audit/record.ts";
export type { AuditFault, AuditHead, Verified } from "./audit/verify.ts";
export { toHex } from "./bytes.ts";
export {
  type Caller,
  type PersonCaller,
  personArn,
  type SessionCaller,
  type SignedCaller,
  type VaultDeviceCaller,
} from "./caller.ts";
export {
  type CodeFault,
  type ErrorCode,
  type ErrorFacts,
  errorCodes,
  type FieldError,
  IamError,
  refusals,
} from "./errors.ts";
export { type Call, createIam, type Iam, type IamParts, type Performed } from "./iam.ts";
export { rootPasswordRules } from "./identity/password-rules.ts";
export { signInUrl } from "./identity/sign-in-url.ts";
export * from "./instant.ts";
export { codeLimits } from "./mfa/prove-code.ts";
export * from "./names.ts";
export type {
  CallerKind,
  Effects,
  IssuedToken,
  Operation,
  RequestContext,
  Service,
} from "./operation.ts";
export { type OperationName, type Operations, operations } from "./operations/index.ts";
export type * from "./ports.ts";
export type * from "./records.ts";
export type * from "./schema/schema.ts";
export { longMember, wireName } from "./schema/schema.ts";
export { validate } from "./schema/validate.ts";
export type { Authenticated } from "./session/authenticate.ts";
export type { SignatureFault, SignedText } from "./session/signature.ts";
export {
  defaultQuotas,
  defaultSettings,
  lifetimes,
  type Quotas,
  type Settings,
} from "./settings.ts";
export type * from "./store.ts";
