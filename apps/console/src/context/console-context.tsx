import { createContext, use } from "react";
import type { ConsoleContext } from "../api/types.ts";

interface Reader extends ConsoleContext {
  /** Asks the server again, after something changed that the context tells of (an alias, the reader's own MFA). */
  reloadContext(): void;
}

const Context = createContext<Reader | undefined>(undefined);

export const ConsoleContextProvider = Context;

/** Who is reading, in which account, and what they may not do. */
export function useConsole(): Reader {
  const reader = use(Context);
  if (reader === undefined) throw new Error("useConsole outside the shell");
  return reader;
}

/** The name in the top bar: the account's for its root user, `<user> @ <alias or account id>` for an IAM user. */
export function nameInTopBar(context: ConsoleContext): string {
  const { person, accountName, accountAlias, accountId } = context;
  return person.userName === undefined
    ? accountName
    : `${person.userName} @ ${accountAlias ?? accountId}`;
}
