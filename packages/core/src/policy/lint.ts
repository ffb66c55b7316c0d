// Advice about policies that are valid and yet do not do what their writer most likely meant (iam-semantics §5.5 and §8), each with
// its place. Nothing here changes a decision.

import type { Place, PolicyDocument, Statement, Word } from "./document.ts";
import { knownActions, knownServices, resourceKinds } from "./known-actions.ts";
import { nearest } from "./nearest.ts";
import { parseOperator } from "./operators.ts";
import { matches, wildcards } from "./pattern.ts";

export interface Advice {
  /** `warning`: it lets in or shuts out others than it seems to. `suggestion`: it does less than it seems to. */
  readonly severity: "warning" | "suggestion";
  readonly code: AdviceCode;
  readonly message: string;
  readonly at: Place;
}

export type AdviceCode =
  | "allowsWithoutMfa"
  | "missesAccessKeys"
  | "missesSessions"
  | "missesPaths"
  | "unknownAction"
  | "neverApplies"
  | "unreachable"
  | "trustsEveryone"
  | "trustsStrangers"
  | "trustsWholeIssuer"
  | "trustsWithoutMfa"
  | "overSize";

export interface LintOptions {
  /** Characters without white space that it may have. */
  readonly most: number;
}

/** Comparing statements with each other costs their number squared: documents of more words are not compared. */
const mostCompared = 1000;

/** Nobody has a use for advice on a document that cannot be stored for its length by far, and everybody waits for it. */
const mostRead = 3;

export function lint(document: PolicyDocument, { most }: LintOptions): readonly Advice[] {
  const { source, statements } = document;
  const size = source.replace(/\s/g, "").length;
  if (size > mostRead * most) return overSize(size, most);
  const wordCount = statements.reduce(
    (sum, { action, resource }) =>
      sum + 1 + (action?.words.length ?? 0) + (resource?.words.length ?? 0),
    0,
  );
  const advice = [
    ...overSize(size, most),
    ...statements.flatMap((statement) => [
      ...mfaConditions(statement),
      ...ownUser(statement),
      ...unknownActions(statement),
      ...neverApplies(statement),
    ]),
    ...(wordCount <= mostCompared ? unreachable(statements) : []),
  ];
  return advice.sort((one, other) => one.at.start - other.at.start);
}

function overSize(size: number, most: number): readonly Advice[] {
  if (size <= most) return [];
  const message = `This policy has ${size} characters without white space: ${most} is the most that can be stored.`;
  return [{ severity: "warning", code: "overSize", message, at: { start: 0, end: 1 } }];
}

const mfaPresent = "aws:multifactorauthpresent";

function mfaConditions({ effect, conditions }: Statement): readonly Advice[] {
  return conditions.flatMap(({ operator, key, values }): readonly Advice[] => {
    const use = parseOperator(operator.text);
    if (use === undefined || key.text.toLowerCase() !== mfaPresent) return [];
    const is = (value: string) => values.some(({ text }) => text.toLowerCase() === value);
    const { name, ifExists } = use;
    if (effect.text === "Allow" && name === "Bool" && ifExists && is("true")) {
      const message =
        'This also allows requests signed with access keys, which know nothing of MFA: the key is absent there, and IfExists takes that for true. Write "Bool".';
      return [{ severity: "warning", code: "allowsWithoutMfa", message, at: operator }];
    }
    if (effect.text === "Deny" && name === "Bool" && !ifExists && is("false")) {
      const message =
        'This lets requests signed with access keys through: the key is absent there, so that the condition does not hold. Write "BoolIfExists".';
      return [{ severity: "warning", code: "missesAccessKeys", message, at: operator }];
    }
    if (effect.text === "Deny" && name === "Null" && is("true")) {
      const message =
        'This stops access keys alone: in a session without MFA the key is there, and says false. Write "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}.';
      return [{ severity: "warning", code: "missesSessions", message, at: operator }];
    }
    return [];
  });
}

const ownUserForm = /:user\/\$\{aws:username\}$/i;
const ownUserPathForm = /:user\/\*\/?\$\{aws:username\}$|:user\/\*$/i;

function ownUser({ resource }: Statement): readonly Advice[] {
  if (resource === undefined) return [];
  if (resource.words.some(({ text }) => text === "*" || ownUserPathForm.test(text))) return [];
  return resource.words
    .filter(({ text }) => ownUserForm.test(text))
    .map((word) => {
      const also = word.text.replace(/user\//i, "user/*/");
      const message = `Users with a path, such as user/staff/alice, are not meant by this. Add "${also}".`;
      return { severity: "warning", code: "missesPaths", message, at: placeOf(word) };
    });
}

function unknownActions({ action }: Statement): readonly Advice[] {
  return (action?.words ?? []).flatMap((word): readonly Advice[] => {
    const [service = ""] = word.text.toLowerCase().split(":");
    if (!knownServices.has(service) || actionsMeant(word.text).length > 0) return [];
    const near = nearest(word.text, knownActions);
    const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
    const message = `There is no action "${word.text}".${hint}`;
    return [{ severity: "warning", code: "unknownAction", message, at: placeOf(word) }];
  });
}

/** By what they are compared by. */
const spelled = new Map(knownActions.map((action) => [action.toLowerCase(), action]));

function actionsMeant(text: string): readonly string[] {
  const lower = text.toLowerCase();
  if (!/[*?]/.test(lower)) return [spelled.get(lower)].filter((action) => action !== undefined);
  const pattern = wildcards(lower);
  return [...spelled].flatMap(([one, action]) => (matches(pattern, one) ? [action] : []));
}

/** An action listed with resources on none of which it is ever asked. */
function neverApplies({ action, resource }: Statement): readonly Advice[] {
  if (action === undefined || action.not || resource === undefined || resource.not) return [];
  const kinds = resource.words.map(({ text }) => kindOf(text));
  if (kinds.includes(undefined)) return [];
  return action.words.flatMap((word): readonly Advice[] => {
    const kind = resourceKinds.get(exactAction(word.text));
    if (kind === undefined || kind === "any") return [];
    if (kind === "*") {
      const message = `${word.text} is asked on no resource in particular: it takes "Resource": "*". As it stands it never applies.`;
      return [{ severity: "warning", code: "neverApplies", message, at: placeOf(word) }];
    }
    if (kinds.some((one) => one === kind || one === "any")) return [];
    const message = `${word.text} is asked on ${kind}/…, and none of the resources here is one. As it stands it never applies.`;
    return [{ severity: "warning", code: "neverApplies", message, at: placeOf(word) }];
  });
}

/** In the spelling of the list, where it is one action and no pattern. */
function exactAction(text: string): string {
  if (/[*?]/.test(text)) return "";
  return actionsMeant(text)[0] ?? "";
}

/** Of an IAM resource: its kind, or `any` where that is left open; undefined for what could be anything. */
function kindOf(text: string): string | undefined {
  if (text === "*") return undefined;
  const [, , service = "", , , ...rest] = text.split(":");
  if (/[*?]/.test(service)) return undefined;
  if (service !== "iam") return `of ${service}`;
  const [kind = ""] = rest.join(":").split("/");
  return /[*?$]/.test(kind) ? "any" : kind;
}

/** Statements that another one makes useless: the same once more, or an Allow of what a Deny without conditions takes away. */
function unreachable(statements: readonly Statement[]): readonly Advice[] {
  return statements.flatMap((statement, index): readonly Advice[] => {
    const at = { start: statement.start, end: statement.start + 1 };
    const denying = statements.find(
      (other) =>
        statement.effect.text === "Allow" &&
        other.effect.text === "Deny" &&
        other.conditions.length === 0 &&
        covers(other, statement),
    );
    if (denying !== undefined) {
      const message = `Another statement${named(denying)} denies all of this without condition: nothing is allowed by it.`;
      return [{ severity: "warning", code: "unreachable", message, at }];
    }
    const wider = statements.find(
      (other, otherIndex) =>
        otherIndex !== index &&
        other.effect.text === statement.effect.text &&
        other.conditions.length === 0 &&
        covers(other, statement) &&
        !(otherIndex > index && statement.conditions.length === 0 && covers(statement, other)),
    );
    if (wider === undefined) return [];
    const message = `Another statement${named(wider)} says all of this already: this one changes nothing.`;
    return [{ severity: "suggestion", code: "unreachable", message, at }];
  });
}

const named = ({ sid }: Statement) => (sid === undefined ? "" : ` ("${sid.text}")`);

/** Whether everything that the second is about is also what the first is about. False where that is hard to tell. */
function covers(wide: Statement, narrow: Statement): boolean {
  return (
    coversList(wide.action, narrow.action, (text) => text.toLowerCase()) &&
    coversList(wide.resource, narrow.resource, (text) => text)
  );
}

function coversList(
  wide: Statement["action"],
  narrow: Statement["action"],
  spell: (text: string) => string,
): boolean {
  if (wide === undefined || narrow === undefined || wide.not || wide.words.length === 0)
    return false;
  const anything = wide.words.some(({ text }) => text === "*");
  if (anything || narrow.not) return anything;
  return narrow.words.every(({ text }) =>
    wide.words.some((one) => coversText(spell(one.text), spell(text))),
  );
}

/** A star of the wide pattern takes whatever the narrow one has there, its wildcards too; anything finer is left alone. */
function coversText(wide: string, narrow: string): boolean {
  return wide === narrow || (!/[?$]/.test(wide) && matches(wildcards(wide), narrow));
}

function placeOf({ start, end }: Word): Place {
  return { start, end };
}
