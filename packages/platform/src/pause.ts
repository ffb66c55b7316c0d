import { setImmediate } from "node:timers/promises";
import type { Pause } from "@sallyport/core";

/** Lets every request that waits take its turn before a long search goes on. */
export const eventLoopPause: Pause = { turn: () => setImmediate() };
