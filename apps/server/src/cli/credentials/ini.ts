// The files of AWS's command line: sections of `name = value`.

export type Section = ReadonlyMap<string, string>;

/**
 * The sections of a file by their names. As AWS reads them (SDKs and Tools Reference Guide, "Shared config and credentials
 * files"): names in any letters' case, comments at the beginning of a line or after a space, and indented lines belong to
 * the setting above them, which is none that is wanted here.
 */
export function readIni(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let open: Map<string, string> | undefined;
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    if (line.trim() === "" || /^[#;]|^\s/.test(line)) continue;
    const head = /^\[\s*(.*?)\s*\]/.exec(line)?.[1];
    if (head !== undefined) {
      const name = head.replace(/\s+/, " ").replace(/(["'])(.*)\1$/, "$2");
      open = sections.get(name) ?? new Map();
      sections.set(name, open);
      continue;
    }
    const equals = line.indexOf("=");
    if (equals === -1) continue;
    const value = line.slice(equals + 1).replace(/\s[#;].*$/, "");
    open?.set(line.slice(0, equals).trim().toLowerCase(), value.trim());
  }
  return sections;
}
