// From a policy's text to its document, or to the syntax faults in it. AWS has one sentence for all of them; the editor is told
// each by its place.

import {
  type Condition,
  type Place,
  type PolicyDocument,
  type PolicyFault,
  type PrincipalList,
  type Statement,
  versions,
  type Word,
  type WordList,
} from "./document.ts";
import { JsonFault, type JsonMember, type JsonNode, type JsonObject, parseJson } from "./json.ts";
import { nearest } from "./nearest.ts";
import { operatorNames, parseOperator } from "./operators.ts";

export type PolicyKind = "identity" | "trust";

export interface ReadDocument {
  /** Undefined where its syntax is wrong. */
  readonly document: PolicyDocument | undefined;
  readonly faults: readonly PolicyFault[];
}

const syntax = "Syntax errors in policy.";
const badJson = "This policy contains invalid Json";

export function readDocument(source: string, kind: PolicyKind): ReadDocument {
  const reader = new DocumentReader(source, kind);
  const document = reader.read();
  return { document: reader.faults.length === 0 ? document : undefined, faults: reader.faults };
}

const statementElements = {
  identity: ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
  trust: ["Sid", "Effect", "Action", "NotAction", "Principal", "NotPrincipal", "Condition"],
} as const satisfies Record<PolicyKind, readonly string[]>;

const principalKinds = ["AWS", "Federated", "Service", "CanonicalUser"] as const;

class DocumentReader {
  readonly faults: PolicyFault[] = [];
  private readonly source: string;
  private readonly kind: PolicyKind;

  constructor(source: string, kind: PolicyKind) {
    this.source = source;
    this.kind = kind;
  }

  read(): PolicyDocument | undefined {
    const root = this.parse();
    if (root === undefined) return undefined;
    if (root.kind !== "object") return this.fault("A policy is a JSON object.", root);
    const top = this.members(root, ["Version", "Id", "Statement"], "a policy");
    const version = this.word(top.get("Version"), "Version");
    if (version !== undefined && !versions.some((one) => one === version.text)) {
      this.fault(`The version must be "2012-10-17" (or the older "2008-10-17").`, version);
    }
    this.word(top.get("Id"), "Id");
    const statement = top.get("Statement");
    if (statement === undefined) return this.fault('A policy needs a "Statement".', root);
    const nodes = statement.value.kind === "array" ? statement.value.items : [statement.value];
    if (nodes.length === 0) this.fault("A policy needs at least one statement.", statement.value);
    const statements = nodes.flatMap((node) => this.statement(node) ?? []);
    return { source: this.source, version, statements };
  }

  private parse(): JsonNode | undefined {
    try {
      return parseJson(this.source);
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      const at = { start: error.offset, end: error.offset + 1 };
      this.faults.push({
        message: this.kind === "trust" ? badJson : syntax,
        reason: error.message,
        at,
      });
      return undefined;
    }
  }

  private statement(node: JsonNode): Statement | undefined {
    if (node.kind !== "object") return this.fault("A statement is a JSON object.", node);
    const members = this.members(node, statementElements[this.kind], "a statement");
    const effect = this.word(members.get("Effect"), "Effect");
    if (effect === undefined) {
      return members.has("Effect") ? undefined : this.fault('A statement needs an "Effect".', node);
    }
    if (!/^(?:allow|deny)$/i.test(effect.text)) {
      return this.fault('The effect is either "Allow" or "Deny".', effect);
    }
    return {
      start: node.start,
      end: node.end,
      sid: this.word(members.get("Sid"), "Sid"),
      effect,
      action: this.either(members, "Action", "NotAction"),
      resource: this.either(members, "Resource", "NotResource"),
      principal: this.principal(members),
      conditions: this.conditions(members.get("Condition")),
    };
  }

  /** `Action` or `NotAction`, never both. */
  private either(
    members: ReadonlyMap<string, JsonMember>,
    name: string,
    notName: string,
  ): WordList | undefined {
    const plain = members.get(name);
    const negated = members.get(notName);
    if (plain && negated)
      return this.fault(`Use either "${name}" or "${notName}".`, negated.nameAt);
    const member = plain ?? negated;
    if (member === undefined) return undefined;
    const words = this.words(member.value, member.name);
    return { not: member === negated, words, start: member.value.start, end: member.value.end };
  }

  private principal(members: ReadonlyMap<string, JsonMember>): PrincipalList | undefined {
    const plain = members.get("Principal");
    const negated = members.get("NotPrincipal");
    if (plain && negated)
      return this.fault('Use either "Principal" or "NotPrincipal".', negated.nameAt);
    const member = plain ?? negated;
    if (member === undefined) return undefined;
    const { value } = member;
    const place = { not: member === negated, start: value.start, end: value.end };
    if (value.kind === "text" && value.text === "*") {
      return { ...place, principals: [{ kind: "any", word: value }] };
    }
    if (value.kind !== "object")
      return this.fault('A principal is "*" or an object such as {"AWS": "…"}.', value);
    const kinds = this.members(value, principalKinds, "a principal");
    const principals = principalKinds.flatMap((kind) => {
      const list = kinds.get(kind);
      return list === undefined ? [] : this.words(list.value, kind).map((word) => ({ kind, word }));
    });
    return { ...place, principals };
  }

  private conditions(member: JsonMember | undefined): readonly Condition[] {
    if (member === undefined) return [];
    if (member.value.kind !== "object") {
      this.fault("A condition is an object: operator, then key, then value.", member.value);
      return [];
    }
    return member.value.members.flatMap((block) => this.conditionBlock(block));
  }

  private conditionBlock({ name, nameAt, value }: JsonMember): readonly Condition[] {
    const operator = { text: name, ...nameAt };
    if (value.kind !== "object") {
      this.fault("An operator holds an object: key, then value.", value);
      return [];
    }
    if (value.members.length > 0 && parseOperator(name) === undefined) {
      const near = nearest(name, operatorNames);
      this.fault(
        `There is no condition operator "${name}".${near ? ` Did you mean "${near}"?` : ""}`,
        nameAt,
      );
      return [];
    }
    return value.members.map((entry) => ({
      operator,
      key: { text: entry.name, ...entry.nameAt },
      values: this.words(entry.value, entry.name, true),
    }));
  }

  /** One text or a list of texts; a condition's values may be numbers and booleans too. */
  private words(node: JsonNode, name: string, scalars = false): readonly Word[] {
    const items = node.kind === "array" ? node.items : [node];
    return items.flatMap((item) => {
      const scalar = scalars && item.kind === "other" && item.text !== "null";
      if (item.kind === "text" || scalar)
        return [{ text: item.text, start: item.start, end: item.end }];
      this.fault(`"${name}" takes a text or a list of texts.`, item);
      return [];
    });
  }

  private word(member: JsonMember | undefined, name: string): Word | undefined {
    if (member === undefined) return undefined;
    const { value } = member;
    if (value.kind !== "text") return this.fault(`"${name}" must be a text.`, value);
    return { text: value.text, start: value.start, end: value.end };
  }

  private members(
    node: JsonObject,
    known: readonly string[],
    of: string,
  ): ReadonlyMap<string, JsonMember> {
    for (const member of node.members) {
      if (known.includes(member.name)) continue;
      const near = nearest(member.name, known);
      const hint = near ? ` Did you mean "${near}"?` : "";
      this.fault(`"${member.name}" is no element of ${of}.${hint}`, member.nameAt, member.name);
    }
    return new Map(node.members.map((member) => [member.name, member]));
  }

  private fault(reason: string, at: Place, element?: string): undefined {
    const prohibited =
      this.kind === "trust" && (element === "Resource" || element === "NotResource");
    this.faults.push({
      message: prohibited ? `Has prohibited field ${element}` : syntax,
      reason,
      at: { start: at.start, end: at.end },
    });
    return undefined;
  }
}
