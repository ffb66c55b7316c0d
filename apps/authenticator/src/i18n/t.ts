import { type MessageKey, type Messages, messages } from "./en.ts";

type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholderOf<Rest>
  : never;

type Values<K extends MessageKey> = [PlaceholderOf<Messages[K]>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholderOf<Messages[K]>, string | number>>];

/** The text under `key`, with its {placeholders} filled; the compiler asks for exactly those that the text has. */
export function t<K extends MessageKey>(key: K, ...[values]: Values<K>): string {
  return fill(messages[key], values ?? {});
}

type CountedKey = MessageKey extends infer K
  ? K extends `${infer Stem}.one`
    ? Stem
    : never
  : never;

const plural = new Intl.PluralRules("en");

/** The text for a number of things: `key.one` or `key.other`, each with {count}. */
export function tCount<K extends CountedKey>(key: K, count: number): string {
  const form = plural.select(count) === "one" ? "one" : "other";
  return fill(messages[`${key}.${form}` as MessageKey], { count });
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(values[name] ?? placeholder),
  );
}
