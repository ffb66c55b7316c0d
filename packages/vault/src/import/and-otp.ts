import { isObject, readRaw, sortFindings } from "../draft.ts";
import { ImportFault } from "./fault.ts";
import type { ImportFormat } from "./format.ts";

type Json = { readonly [member: string]: unknown };

/** andOTP's plain export: a JSON list. Its encrypted ones have nothing to be recognized by, and are not read. */
export const andOtp: ImportFormat = {
  name: "andotp",
  recognizes: ({ json }) =>
    Array.isArray(json) && json.some((entry) => isObject(entry) && "secret" in entry),
  isSealed: () => false,
  read: async ({ json }) => {
    if (!Array.isArray(json)) throw new ImportFault("foreign");
    return sortFindings(json.map((entry) => readEntry(isObject(entry) ? entry : {})));
  },
};

function readEntry(entry: Json) {
  const [tag] = Array.isArray(entry["tags"]) ? entry["tags"] : [];
  return readRaw({
    kind: entry["type"],
    secret: entry["secret"],
    hash: entry["algorithm"],
    digits: entry["digits"],
    period: entry["period"],
    counter: entry["counter"],
    issuer: entry["issuer"],
    account: entry["label"],
    group: tag,
    usedAt: entry["last_used"],
  });
}
