import { decodeText, isMediaType, readBody, webRefusals } from "@sallyport/web";

/** A posted form: every field once, and what was not sent is empty. */
export interface Form {
  get(name: string): string;
}

export const emptyForm: Form = { get: () => "" };

const mediaType = "application/x-www-form-urlencoded";
const limitBytes = 64 * 1024;

export async function readForm(request: Request): Promise<Form> {
  if (!isMediaType(request, mediaType)) throw webRefusals.mediaType(mediaType);
  const fields = new URLSearchParams(decodeText(await readBody(request, limitBytes)));
  for (const name of fields.keys()) {
    if (fields.getAll(name).length > 1) throw webRefusals.badRequest("A field was sent twice.");
  }
  return { get: (name) => fields.get(name) ?? "" };
}

/** A code as people type and paste it, "123 456" or "123-456", without what is between the digits. */
export function readCode(form: Form, name: string): string {
  return form.get(name).replaceAll(/[\s\p{Pd}]/gu, "");
}

/** The two codes that assign or re-synchronize a device. */
export function readPair(form: Form) {
  return {
    authenticationCode1: readCode(form, "authenticationCode1"),
    authenticationCode2: readCode(form, "authenticationCode2"),
  };
}

/** Text with a stray space before or after, as pasting leaves it. Never for passwords. */
export function readText(form: Form, name: string): string {
  return form.get(name).trim();
}
