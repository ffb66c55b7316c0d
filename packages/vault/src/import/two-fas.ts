/**
 * 2FAS, plain and encrypted: JSON with `services`, or the same list in `servicesEncrypted` as three texts in base64 with
 * colons between: AES-256-GCM (the tag at the end), the salt, the nonce. The key is PBKDF2 of 10,000 rounds of SHA-256.
 */

import { findBase64, findUtf8 } from "../bytes.ts";
import { type Findings, isObject, readRaw, sortFindings, textOf } from "../draft.ts";
import { ImportFault } from "./fault.ts";
import type { ImportFormat } from "./format.ts";
import { findUnsealed, stretchByPbkdf2 } from "./seal.ts";

type Json = { readonly [member: string]: unknown };

export const twoFas: ImportFormat = {
  name: "2fas",
  recognizes: ({ json }) =>
    isObject(json) && (Array.isArray(json["services"]) || isText(json["servicesEncrypted"])),
  isSealed: ({ json }) => isObject(json) && isText(json["servicesEncrypted"]),
  read: async ({ json }, passphrase) => {
    if (!isObject(json)) throw new ImportFault("foreign");
    const sealed = json["servicesEncrypted"];
    const services = isText(sealed) ? await unseal(sealed, passphrase) : json["services"];
    return readServices(services, readGroups(json["groups"]));
  },
};

function readServices(services: unknown, groups: ReadonlyMap<string, string>): Findings {
  if (!Array.isArray(services)) throw new ImportFault("damaged");
  return sortFindings(
    services.map((service) => readService(isObject(service) ? service : {}, groups)),
  );
}

/** `name` is what the person sees: the issuer, unless it was changed. */
function readService(service: Json, groups: ReadonlyMap<string, string>) {
  const otp = isObject(service["otp"]) ? service["otp"] : {};
  const name = textOf(service["name"]);
  const issuer = textOf(otp["issuer"]) || name;
  return readRaw({
    kind: otp["tokenType"],
    secret: service["secret"],
    hash: otp["algorithm"],
    digits: otp["digits"],
    period: otp["period"],
    counter: otp["counter"],
    issuer,
    account: textOf(otp["account"]) || otp["label"],
    name: name === issuer ? undefined : name,
    group: groups.get(textOf(service["groupId"])),
  });
}

function readGroups(groups: unknown): ReadonlyMap<string, string> {
  const list = Array.isArray(groups) ? groups.filter(isObject) : [];
  return new Map(list.map(({ id, name }) => [textOf(id), textOf(name)]));
}

async function unseal(text: string, passphrase: string): Promise<unknown> {
  const [sealed, salt, nonce] = text.split(":").map(findBase64);
  if (!sealed?.length || !salt?.length || !nonce?.length) throw new ImportFault("damaged");
  const key = await stretchByPbkdf2(passphrase, { hash: "SHA-256", salt, iterations: 10_000 });
  const plain = await findUnsealed({ key, nonce, sealed });
  if (plain === undefined) throw new ImportFault("wrongPassphrase");
  try {
    return JSON.parse(findUtf8(plain) ?? "");
  } catch (error) {
    throw new ImportFault("damaged", { cause: error });
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
