// The policy language: parse, check, compile, decide. Pure; reads no clock and no store, so that a decision can be explained,
// simulated and tested as a value.

export {
  type BuiltInName,
  type BuiltInPolicy,
  builtInArn,
  builtInPolicies,
  builtInSince,
  findBuiltIn,
  mfaRequirement,
  ownCredentials,
  ownCredentialsWithoutPassword,
} from "./built-in.ts";
export { compileStored } from "./cache.ts";
export { type CheckedDocument, type CheckOptions, checkDocument } from "./check-document.ts";
export { type CompiledPolicy, type CompiledStatement, compile, emptyPolicy } from "./compile.ts";
export {
  type AttachedPolicy,
  type Decision,
  decide,
  decideAnywhere,
  decideInSteps,
  type MatchedStatement,
  type PolicyRole,
} from "./decide.ts";
export type { Place, PolicyDocument, PolicyFault } from "./document.ts";
export { knownActions } from "./known-actions.ts";
export { type Advice, type AdviceCode, type LintOptions, lint } from "./lint.ts";
export { lintTrust, type TrustInShort, trustInShort } from "./lint-trust.ts";
export { type Position, positionAt } from "./position.ts";
export { type AccessRequest, type AskingPrincipal, contextKey } from "./request.ts";
