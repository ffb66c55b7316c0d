import { randomBytes } from "node:crypto";
import type { Random } from "@sallyport/core";

/** The operating system's cryptographic source. */
export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
