import type { Command } from "../command.ts";
import { authenticatorAdd } from "./add.ts";
import { authenticatorCode } from "./code.ts";
import { authenticatorExport } from "./export.ts";
import { authenticatorImport } from "./import.ts";
import { authenticatorList } from "./list.ts";
import { authenticatorSync } from "./sync.ts";

/** `sallyport authenticator …`: the authenticator app's engine without the app. All but `sync` needs no server. */
export const authenticatorCommands: readonly Command[] = [
  authenticatorAdd,
  authenticatorList,
  authenticatorCode,
  authenticatorExport,
  authenticatorImport,
  authenticatorSync,
];
