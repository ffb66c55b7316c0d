// A document made ready for many decisions: patterns parsed, operators looked up. Compiled once and kept.

import { matchesArn, prepareArn } from "./arn.ts";
import type {
  Condition,
  Effect,
  PolicyDocument,
  PrincipalList,
  Statement,
  WordList,
} from "./document.ts";
import { nullIsTrue, type OperatorUse, parseOperator } from "./operators.ts";
import { isAnything, matches, type Pattern, wildcards } from "./pattern.ts";
import { type AccessRequest, contextKey } from "./request.ts";
import { parseTemplate, resolve, type Template } from "./template.ts";

export interface CompiledStatement {
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: Effect;
  readonly start: number;
  readonly end: number;
  /** Lower case: actions compare without case. */
  readonly actions: readonly CompiledAction[];
  readonly notAction: boolean;
  /** Undefined in a trust policy: the resource is the role itself. */
  readonly resources: readonly Template[] | undefined;
  readonly notResource: boolean;
  readonly principals: PrincipalList | undefined;
  readonly conditions: readonly CompiledCondition[];
}

interface CompiledAction {
  /** What comes before the first wildcard: most patterns are told apart by it, at a fraction of the cost. */
  readonly head: string;
  readonly pattern: Pattern;
}

interface CompiledCondition {
  readonly use: OperatorUse;
  readonly key: string;
  /** The key as it was written. */
  readonly name: string;
  readonly values: readonly Template[];
}

export interface CompiledPolicy {
  readonly source: string;
  readonly statements: readonly CompiledStatement[];
  /** The condition keys that a decision may look at: from what `contextKey` spells to what was written. */
  readonly keys: ReadonlyMap<string, string>;
  /** The keys whose values are put in for variables, each as often as it is. */
  readonly variables: readonly string[];
}

export function compile(document: PolicyDocument): CompiledPolicy {
  const variables = document.version?.text === "2012-10-17";
  const statements = document.statements.map((statement, index) =>
    compileStatement(statement, index, variables),
  );
  return {
    source: document.source,
    statements,
    keys: new Map(statements.flatMap(keysOf)),
    variables: statements.flatMap(variablesOf),
  };
}

/** Says nothing of anything. */
export const emptyPolicy: CompiledPolicy = {
  source: "",
  statements: [],
  keys: new Map(),
  variables: [],
};

function keysOf(statement: CompiledStatement): readonly (readonly [string, string])[] {
  const variables = variablesOf(statement).map((key) => [key, key] as const);
  return [...variables, ...statement.conditions.map(({ key, name }) => [key, name] as const)];
}

function variablesOf({ conditions, resources = [] }: CompiledStatement): readonly string[] {
  const templates = [...resources, ...conditions.flatMap(({ values }) => values)];
  return templates
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === "variable" ? [part.key] : []));
}

function compileStatement(
  statement: Statement,
  index: number,
  variables: boolean,
): CompiledStatement {
  const template = (list: WordList) =>
    list.words.map(({ text }) => {
      const parsed = parseTemplate(text, { wildcards: true, variables });
      if (parsed.fixed !== undefined) prepareArn(parsed.fixed);
      return parsed;
    });
  return {
    index,
    sid: statement.sid?.text,
    effect: statement.effect.text === "Deny" ? "Deny" : "Allow",
    start: statement.start,
    end: statement.end,
    actions: (statement.action?.words ?? []).map(({ text }) => compileAction(text.toLowerCase())),
    notAction: statement.action?.not ?? false,
    resources: statement.resource && template(statement.resource),
    notResource: statement.resource?.not ?? false,
    principals: statement.principal,
    conditions: statement.conditions.flatMap((condition) => compileCondition(condition, variables)),
  };
}

function compileAction(text: string): CompiledAction {
  return { head: /^[^*?]*/.exec(text)?.[0] ?? "", pattern: wildcards(text) };
}

function compileCondition(
  { operator, key, values }: Condition,
  variables: boolean,
): readonly CompiledCondition[] {
  const use = parseOperator(operator.text);
  if (use === undefined) return []; // an operator without keys: refused by the reader where it has any
  const options = { wildcards: use.operator.wildcards, variables };
  return [
    {
      use,
      key: contextKey(key.text),
      name: key.text,
      values: values.map(({ text }) => parseTemplate(text, options)),
    },
  ];
}

/** The statements of a policy that are about this request: action, resource, principal and every condition. */
export function applying(
  policy: CompiledPolicy,
  request: AccessRequest,
): readonly CompiledStatement[] {
  return aboutAction(policy, request.action).filter(
    (statement) =>
      coversResource(statement, request) &&
      coversPrincipal(statement, request) &&
      statement.conditions.every((condition) => holds(condition, request)),
  );
}

/**
 * The same, step by step: yields, before each step, how many characters it may compare with how many, as one product. For whoever
 * decides on what strangers made up, and lets others go between. No step compares more than a statement with one value.
 */
export function* applyingInSteps(
  policy: CompiledPolicy,
  request: AccessRequest,
): Generator<number, readonly CompiledStatement[]> {
  yield policy.source.length * request.action.length;
  const found: CompiledStatement[] = [];
  for (const statement of aboutAction(policy, request.action)) {
    yield mostResourceWork(statement, request);
    if (!coversResource(statement, request) || !coversPrincipal(statement, request)) continue;
    if (yield* holdAll(statement, request)) found.push(statement);
  }
  return found;
}

/** By what the variables stand for: a few characters may ask for many. */
function mostResourceWork({ resources = [] }: CompiledStatement, request: AccessRequest): number {
  const lookUp = singleValue(request);
  const patterns = resources.map((template) => resolve(template, lookUp)?.length ?? 0);
  return patterns.reduce((sum, length) => sum + length, 0) * request.resource.length;
}

function* holdAll(
  { conditions }: CompiledStatement,
  request: AccessRequest,
): Generator<number, boolean> {
  for (const condition of conditions) {
    const question = questionOf(condition, request);
    if (question === true) continue;
    if (question === false || !(yield* answerInSteps(question))) return false;
  }
  return true;
}

function* answerInSteps({ values, wanted, of, fits }: Question): Generator<number, boolean> {
  const length = wanted.reduce((sum, pattern) => sum + pattern.length, 0);
  for (const value of values) {
    yield length * (value.length + 1);
    if (fits(value) !== (of === "all")) return of === "any";
  }
  return of === "all";
}

/** There are some two hundred actions, and whoever simulates may ask for any text. */
const mostActions = 256;
const actionIndexes = new WeakMap<CompiledPolicy, Map<string, readonly CompiledStatement[]>>();

/** Which statements cover an action is the same for every request: found once, and then known. */
function aboutAction(policy: CompiledPolicy, action: string): readonly CompiledStatement[] {
  let index = actionIndexes.get(policy);
  if (index === undefined) {
    index = new Map();
    actionIndexes.set(policy, index);
  }
  const known = index.get(action);
  if (known !== undefined) return known;
  const found = policy.statements.filter((statement) => coversAction(statement, action));
  if (index.size >= mostActions) index.clear();
  index.set(action, found);
  return found;
}

/** Whether a statement might be about such a request on some resource: what nobody knows yet counts for it. */
export function mightApply(statement: CompiledStatement, request: AccessRequest): boolean {
  return (
    coversAction(statement, request.action) &&
    coversPrincipal(statement, request) &&
    statement.conditions.every(
      (condition) => !request.context.has(condition.key) || holds(condition, request),
    )
  );
}

export function coversAction({ actions, notAction }: CompiledStatement, action: string): boolean {
  const lower = action.toLowerCase();
  const covered = actions.some(
    ({ head, pattern }) => lower.startsWith(head) && matches(pattern, lower),
  );
  return covered !== notAction;
}

function coversResource(
  { resources, notResource }: CompiledStatement,
  request: AccessRequest,
): boolean {
  if (resources === undefined) return true;
  const lookUp = singleValue(request);
  let covered = false;
  for (const template of resources) {
    const pattern = resolve(template, lookUp);
    if (pattern === undefined) {
      if (notResource) return false; // nobody knows what is left out
    } else if (
      request.resource === "*" ? isAnything(pattern) : matchesArn(pattern, request.resource)
    ) {
      covered = true;
    }
  }
  return covered !== notResource;
}

function coversPrincipal({ principals }: CompiledStatement, { principal }: AccessRequest): boolean {
  if (principals === undefined) return true;
  if (principal === undefined) return false;
  const named = principals.principals.some(({ kind, word }) => {
    if (kind === "any") return true;
    if (kind !== principal.kind) return false;
    if (word.text === "*") return true;
    const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(word.text)?.[1];
    if (kind === "AWS" && account !== undefined) return account === principal.accountId;
    return principal.names.includes(word.text);
  });
  return named !== principals.not;
}

function holds(condition: CompiledCondition, request: AccessRequest): boolean {
  const question = questionOf(condition, request);
  if (typeof question === "boolean") return question;
  const { values, of, fits } = question;
  return of === "all" ? values.every(fits) : values.some(fits);
}

/** Whether all of a key's values fit, or any. */
interface Question {
  readonly values: readonly string[];
  /** With what each value is compared. */
  readonly wanted: readonly Pattern[];
  readonly of: "all" | "any";
  readonly fits: (value: string) => boolean;
}

/** What a condition comes down to: settled, or a question to the key's values. */
function questionOf(
  { use, key, values }: CompiledCondition,
  request: AccessRequest,
): boolean | Question {
  const actual = request.context.get(key);
  const wanted = resolveAll(values, request);
  if (wanted === undefined) return false; // an unresolvable variable: the statement does not match
  const { operator, set, ifExists } = use;
  if (operator.family === "null") return nullIsTrue(wanted, actual !== undefined);
  if (actual === undefined)
    return set === "all" || ifExists || (operator.negated && set === undefined);
  const fits = (value: string) =>
    wanted.some((pattern) => operator.compare(value, pattern)) !== operator.negated;
  const of = set ?? (operator.negated ? "all" : "any");
  return { values: actual, wanted, of, fits };
}

function resolveAll(
  values: readonly Template[],
  request: AccessRequest,
): readonly Pattern[] | undefined {
  const lookUp = singleValue(request);
  const patterns: Pattern[] = [];
  for (const value of values) {
    const pattern = resolve(value, lookUp);
    if (pattern === undefined) return undefined;
    patterns.push(pattern);
  }
  return patterns;
}

/** A variable stands for a key with one value; of several nobody knows which. */
function singleValue({ context }: AccessRequest): (key: string) => string | undefined {
  return (key) => {
    const values = context.get(key);
    return values?.length === 1 ? values[0] : undefined;
  };
}
