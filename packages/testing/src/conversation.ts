// What `sallyport-testing` says and hears, a line at a time, for tests in other languages.

import type { Sallyport } from "./contract.ts";

/** The first line: what `startSallyport` gives, with the administrator's key on top. */
export function greeting(sallyport: Sallyport) {
  const { endpoint, consoleUrl, accountId, root, rootKey, admin, adminKey } = sallyport;
  return {
    endpoint,
    consoleUrl,
    accountId,
    ...adminKey,
    root: { ...root, ...rootKey },
    admin: { ...admin, ...adminKey },
  };
}

export type Reply =
  | { readonly error: string }
  | { readonly now: string }
  | { readonly code: string; readonly now: string }
  | { readonly stopped: true };

/** Obeys one line. What it does not understand is an `error`, and changes nothing. */
export async function obey(sallyport: Sallyport, line: string): Promise<Reply> {
  const [command = "", argument = "", ...more] = line.trim().split(/\s+/);
  if (more.length > 0) return { error: `${command} takes one word: ${usage}` };
  const now = () => sallyport.now().toISOString();
  switch (command) {
    case "advance":
      if (!/^\d{1,9}(?:\.\d{1,3})?$/.test(argument)) {
        return { error: "advance takes a number of seconds, as in advance 30." };
      }
      return attempt(async () => ({ now: sallyport.advance(Number(argument)).toISOString() }));
    case "code":
      if (argument === "")
        return { error: "code takes the serial number of an MFA device, or its key." };
      return attempt(async () => ({ code: await sallyport.codeFor(argument), now: now() }));
    case "stop":
      return argument === "" ? { stopped: true } : { error: "stop takes nothing after it." };
    default:
      return { error: usage };
  }
}

const usage = "the commands are advance SECONDS, code SERIAL and stop.";

async function attempt(work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
