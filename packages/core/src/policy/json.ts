// JSON (RFC 8259) with positions, so that a fault and a statement can be shown where they stand. The platform's JSON.parse keeps
// none, and takes a name twice without a word. Depth is bounded, and the cost is one step a character.

export type JsonNode = JsonObject | JsonArray | JsonText | JsonOther;

interface Placed {
  /** Offset of the first character. */
  readonly start: number;
  /** Offset after the last one. */
  readonly end: number;
}

export interface JsonMember {
  readonly name: string;
  readonly nameAt: Placed;
  readonly value: JsonNode;
}

export interface JsonObject extends Placed {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends Placed {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonText extends Placed {
  readonly kind: "text";
  readonly text: string;
}

/** A number, `true`, `false` or `null`, as it was written. */
export interface JsonOther extends Placed {
  readonly kind: "other";
  readonly text: string;
}

export class JsonFault extends Error {
  override readonly name = "JsonFault";
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Policies need six levels. */
const deepest = 32;

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** The tree of a JSON text, or a `JsonFault` that says what was expected and where. */
export function parseJson(source: string): JsonNode {
  const reader = new Reader(source);
  const node = reader.value(0);
  reader.skipSpace();
  if (reader.at < source.length)
    throw reader.fault("Nothing may follow the policy's closing bracket.");
  return node;
}

class Reader {
  at = 0;
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  fault(message: string, offset = this.at): JsonFault {
    return new JsonFault(message, offset);
  }

  skipSpace(): void {
    while (" \t\n\r".includes(this.source[this.at] ?? "x")) this.at += 1;
  }

  value(depth: number): JsonNode {
    if (depth > deepest) throw this.fault("The policy is nested too deeply.");
    this.skipSpace();
    const letter = this.source[this.at];
    if (letter === "{") return this.object(depth);
    if (letter === "[") return this.array(depth);
    if (letter === '"') return this.text();
    return this.other();
  }

  private object(depth: number): JsonObject {
    const start = this.at;
    const members: JsonMember[] = [];
    const names = new Set<string>();
    this.at += 1;
    this.skipSpace();
    if (this.take("}")) return { kind: "object", members, start, end: this.at };
    for (;;) {
      this.skipSpace();
      if (this.source[this.at] !== '"')
        throw this.fault("A name in double quotes was expected here.");
      const name = this.text();
      if (names.has(name.text)) throw this.fault(`"${name.text}" is there twice.`, name.start);
      names.add(name.text);
      this.skipSpace();
      if (!this.take(":")) throw this.fault("A colon was expected here.");
      const value = this.value(depth + 1);
      members.push({ name: name.text, nameAt: { start: name.start, end: name.end }, value });
      this.skipSpace();
      if (this.take("}")) return { kind: "object", members, start, end: this.at };
      if (!this.take(",")) throw this.fault("A comma or } was expected here.");
    }
  }

  private array(depth: number): JsonArray {
    const start = this.at;
    const items: JsonNode[] = [];
    this.at += 1;
    this.skipSpace();
    if (this.take("]")) return { kind: "array", items, start, end: this.at };
    for (;;) {
      items.push(this.value(depth + 1));
      this.skipSpace();
      if (this.take("]")) return { kind: "array", items, start, end: this.at };
      if (!this.take(",")) throw this.fault("A comma or ] was expected here.");
    }
  }

  private text(): JsonText {
    const start = this.at;
    const parts: string[] = [];
    this.at += 1;
    let from = this.at;
    for (;;) {
      const letter = this.source[this.at];
      if (letter === undefined || letter < " ")
        throw this.fault("This text has no closing quote.", start);
      if (letter === '"') break;
      if (letter === "\\") {
        parts.push(this.source.slice(from, this.at), this.escape());
        from = this.at;
      } else {
        this.at += 1;
      }
    }
    parts.push(this.source.slice(from, this.at));
    this.at += 1;
    return { kind: "text", text: parts.join(""), start, end: this.at };
  }

  private escape(): string {
    const letter = this.source[this.at + 1] ?? "";
    if (letter === "u") {
      const digits = this.source.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.fault("\\u needs four hexadecimal digits.");
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = escapes[letter];
    if (plain === undefined) throw this.fault("A backslash cannot stand before this.");
    this.at += 2;
    return plain;
  }

  private other(): JsonOther {
    const start = this.at;
    const found =
      /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/.exec(
        this.source.slice(start, start + 64),
      );
    if (found === null) throw this.fault("A value was expected here.");
    this.at += found[0].length;
    return { kind: "other", text: found[0], start, end: this.at };
  }

  private take(letter: string): boolean {
    if (this.source[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }
}
