import type { RefusalReason } from "../draft.ts";

const sentences = {
  empty: "There is nothing here yet.",
  tooLong: "This is too long to be the key of an account. Use Import for files with many accounts.",
  unknown: "This is not the key of an account.",
  webAddress: "This is a web address, not the key of an account.",
  damagedBatch: "This export code cannot be read whole. Scan it again.",
  otherBatch: "This code belongs to another export than the ones before.",
} as const;

/** What is wrong with something that was to be added. */
export type AddFaultCode = keyof typeof sentences | RefusalReason;

/** Why something cannot be added. It never repeats what was given, which may hold a key. */
export class AddFault extends Error {
  override readonly name = "AddFault";
  readonly code: AddFaultCode;
  /** For a typed key: where in it the fault is, from 0. */
  readonly position?: number;
  constructor(
    code: keyof typeof sentences | { readonly reason: RefusalReason; readonly message: string },
    options: { readonly cause?: unknown; readonly position?: number } = {},
  ) {
    super(typeof code === "string" ? sentences[code] : code.message, options);
    this.code = typeof code === "string" ? code : code.reason;
    if (options.position !== undefined) this.position = options.position;
  }
}
