import { type Clock, instant } from "@sallyport/core";

/** The machine's own clock. No route, header or variable moves it (security rule 33). */
export const systemClock: Clock = { now: () => instant(Date.now()) };
