/** Header values by lower-case name, in the order they were sent. */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** From names and values by turns, as they came over the wire. */
export function readHeaders(rawHeaders: readonly string[]): Headers {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    const value = rawHeaders[index + 1] ?? "";
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [value]);
    else values.push(value);
  }
  return headers;
}

/** As it is signed: each trimmed, inner spaces made one, several joined by commas. */
export function canonicalValue(values: readonly string[]): string {
  return values.map((value) => value.trim().replace(/ {2,}/g, " ")).join(",");
}
