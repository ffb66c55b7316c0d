import {
  type Instant,
  longMember,
  type Schema,
  type StructSchema,
  toIso,
  wireName,
} from "@sallyport/core";
import type { ServiceSpec } from "../services.ts";
import { escapeXml } from "./escape.ts";
import { longAnswer, longBlobPlace } from "./long-answer.ts";

/** An operation's answer. One without output has no result element at all, save where AWS sends an empty one; one with a long blob is made while it is sent. */
export function renderAnswer(answer: {
  readonly service: ServiceSpec;
  readonly action: string;
  readonly schema: StructSchema;
  readonly output: unknown;
  readonly requestId: string;
}): string | ReadableStream<Uint8Array> {
  const { service, action, schema, output, requestId } = answer;
  const result =
    Object.keys(schema.members).length === 0 && !schema.shown
      ? ""
      : element(`${action}Result`, renderValue(schema, output));
  const metadata = element("ResponseMetadata", element("RequestId", requestId));
  const xml = `<${action}Response xmlns="${service.namespace}">${result}${metadata}</${action}Response>\n`;
  const long = longMember(schema);
  if (long === undefined) return xml;
  const blob = (output as Readonly<Record<string, unknown>>)[long.name];
  return longAnswer(xml, blob as AsyncIterable<Uint8Array>);
}

function element(name: string, content: string): string {
  return content === "" ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function renderValue(schema: Schema, value: unknown): string {
  switch (schema.kind) {
    case "text":
      return escapeXml(value as string);
    case "integer":
    case "boolean":
      return String(value);
    case "timestamp":
      return toIso(value as Instant);
    case "blob":
      return Buffer.from(value as Uint8Array).toString("base64");
    case "longBlob":
      return longBlobPlace;
    case "list":
      return (value as readonly unknown[])
        .map((each) => element("member", renderValue(schema.of, each)))
        .join("");
    case "counts":
    case "texts":
      return Object.entries(value as Readonly<Record<string, string | number>>)
        .map(([key, each]) =>
          element(
            "entry",
            element("key", escapeXml(key)) + element("value", escapeXml(String(each))),
          ),
        )
        .join("");
    case "struct":
      return renderMembers(schema, value as Readonly<Record<string, unknown>>);
  }
}

/** In the order of the schema. What is absent is left out, and so is what the schema does not name. */
function renderMembers(
  { members }: StructSchema,
  value: Readonly<Record<string, unknown>>,
): string {
  return Object.entries(members)
    .filter(([name]) => value[name] !== undefined)
    .map(([name, member]) => element(wireName(name), renderValue(member, value[name])))
    .join("");
}
