import { type Instant, type Schema, toIso } from "@sallyport/core";

/** A value as JSON carries it, by its schema: instants are ISO text in whole seconds, bytes are base64, what is absent is left out. */
export function renderOutput(schema: Schema, value: unknown): unknown {
  switch (schema.kind) {
    case "text":
    case "integer":
    case "boolean":
    case "counts":
    case "texts":
      return value;
    case "timestamp":
      return toIso(value as Instant);
    case "blob":
      return Buffer.from(value as Uint8Array).toString("base64");
    case "longBlob":
      return undefined; // is the whole body itself
    case "list":
      return (value as readonly unknown[]).map((element) => renderOutput(schema.of, element));
    case "struct":
      return renderMembers(schema.members, value as Readonly<Record<string, unknown>>);
  }
}

/** Members that the schema does not name are left out: an operation cannot tell more than it declares. */
function renderMembers(
  members: Readonly<Record<string, Schema>>,
  value: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const named = Object.entries(members)
    .filter(([name]) => value[name] !== undefined)
    .map(([name, member]) => [name, renderOutput(member, value[name])] as const);
  return Object.fromEntries(named);
}
