import type { AssertionFault } from "@sallyport/core";

/** What is wrong with a document, for whoever reads it in this room: it never leaves as an exception. */
export class SamlFault extends Error {
  override readonly name = "SamlFault";
  readonly fault: AssertionFault;
  /** `message` is in people's words; metadata's faults are told with it. */
  constructor(fault: AssertionFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export const malformed = (message: string) => new SamlFault("malformed", message);
export const unsigned = (message: string) => new SamlFault("signature", message);
