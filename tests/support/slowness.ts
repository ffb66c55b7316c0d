// A slow connection and a slow processor, to find the journeys that only hold because a page is fast. SALLYPORT_TEST_SLOW
// switches them on: its value ("1", or any number) is the seed of the delays, which go to the requests in the order they come in.

import type { BrowserContext } from "playwright-core";

const longestDelayMs = 900;
/** A page's script takes so many times as long. */
const slowerBy = 4;

/** Slows down every window of a browser context, where this is asked for. */
export async function slowDown(context: BrowserContext): Promise<void> {
  const seed = process.env["SALLYPORT_TEST_SLOW"];
  if (seed === undefined || seed === "") return;
  process.stderr.write(
    `SALLYPORT_TEST_SLOW=${seed}: requests wait, and script takes ${slowerBy} times as long\n`,
  );
  const chance = seeded(Number(seed));
  await context.route(/\/(?!.*\.(?:js|css|woff2|svg|png|ico)(?:\?|$))/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, chance() * longestDelayMs));
    await route.continue().catch(() => undefined); // the page that asked may be gone by now
  });
  context.on("page", async (page) => {
    const devTools = await context.newCDPSession(page).catch(() => undefined);
    await devTools
      ?.send("Emulation.setCPUThrottlingRate", { rate: slowerBy })
      .catch(() => undefined);
  });
}

/** Numbers from 0 to 1 that are the same for the same seed: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
