import { OperatorFault } from "@sallyport/platform";
import { type Entry, titleOf } from "@sallyport/vault";
import { UsageFault } from "../command.ts";
import { printable } from "./command.ts";

/** The one entry that is meant: by its whole name, else by a part of it, upper and lower case alike. */
export function findEntry(entries: readonly Entry[], given: string): Entry {
  const wanted = given.toLowerCase();
  const whole = entries.filter((entry) => namesOf(entry).includes(wanted));
  const matching =
    whole.length > 0
      ? whole
      : entries.filter((entry) => namesOf(entry).some((name) => name.includes(wanted)));
  const [only, another] = matching;
  if (only === undefined) throw new OperatorFault(`There is no account "${printable(given)}".`);
  if (another === undefined) return only;
  const names = matching.map((entry) => `  ${printable(titleOf(entry))}  ${entry.id}`).join("\n");
  throw new UsageFault(
    `"${printable(given)}" may be any of these:\n${names}\nSay more of its name, or its id.`,
  );
}

function namesOf(entry: Entry): readonly string[] {
  const { id, name = "", issuer, account } = entry;
  return [id, name, issuer, account, titleOf(entry), `${issuer}:${account}`].map((text) =>
    text.toLowerCase(),
  );
}
