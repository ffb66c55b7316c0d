// What can go wrong with the place where things are kept. Every message is one line and says what to do.

export type StoreErrorCode =
  /** Cannot be opened, reached or written. */
  | "Unavailable"
  /** What is there is no database of ours, or is broken. */
  | "Damaged"
  /** A newer Sallyport has already changed the tables. */
  | "NewerSchema"
  /** Others wrote the same rows all the time; nothing was changed, and trying again is safe. */
  | "Contended";

export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** Something the program did that it must not do; never the fault of a user or of the database. */
export class StoreMisuse extends Error {
  override readonly name = "StoreMisuse";
}
