// The `sallyport` command: finds the command that was asked for, and turns whatever went wrong into one line and an exit code.

import { type ErrorCode, IamError } from "@sallyport/core";
import { OperatorFault } from "@sallyport/platform";
import { StoreError } from "@sallyport/store";
import { ConfigFault } from "../config.ts";
import { version } from "../version.ts";
import { accountCreate } from "./account-create.ts";
import { accountList } from "./account-list.ts";
import { auditExport } from "./audit-export.ts";
import { auditVerify } from "./audit-verify.ts";
import { authenticatorCommands } from "./authenticator/index.ts";
import { type Command, type ExitCode, exitCodes, type Terminal, UsageFault } from "./command.ts";
import { credentials } from "./credentials/index.ts";
import { lab } from "./lab.ts";
import { rootResetMfa } from "./root-reset-mfa.ts";
import { rootSetEmail } from "./root-set-email.ts";
import { rotateKeys } from "./rotate-keys.ts";
import { rotateMasterKey } from "./rotate-master-key.ts";
import { start } from "./start.ts";

const commands: readonly Command[] = [
  start,
  lab,
  accountCreate,
  accountList,
  rootResetMfa,
  rootSetEmail,
  rotateKeys,
  rotateMasterKey,
  auditVerify,
  auditExport,
  credentials,
  ...authenticatorCommands,
];

/** Runs one command line and answers with its exit code. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const [first] = args;
  if (first === "--version") {
    terminal.stdout.write(`sallyport ${version}\n`);
    return exitCodes.done;
  }
  const command = commands.find(({ name }) =>
    name.split(" ").every((word, index) => args[index] === word),
  );
  if (command === undefined) return withoutCommand(args, terminal);
  const rest = args.slice(command.name.split(" ").length);
  if (asksForHelp(rest)) {
    terminal.stdout.write(command.helpText);
    return exitCodes.done;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    const { code, text } = explain(error, command);
    terminal.stderr.write(`sallyport: ${text}\n`);
    return code;
  }
}

function withoutCommand(args: readonly string[], terminal: Terminal): ExitCode {
  if (args[0] === "help" || asksForHelp(args)) {
    terminal.stdout.write(overview(args));
    return exitCodes.done;
  }
  const asked = args.filter((word) => !word.startsWith("-")).join(" ");
  const reason = asked === "" ? "no command was given" : `there is no command "${asked}"`;
  terminal.stderr.write(`sallyport: ${reason}.\n\n${overview(args)}`);
  return exitCodes.usage;
}

/** All commands, or those that begin with the word that was given (`sallyport account --help`). */
function overview([group]: readonly string[]): string {
  const ofGroup = commands.filter(({ name }) => name.startsWith(`${group} `));
  const shown = ofGroup.length > 0 ? ofGroup : commands;
  const widest = Math.max(...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}`);
  return `Usage: sallyport <command> [options]\n\n${lines.join("\n")}\n\nsallyport <command> --help tells more of each. Settings are read from the environment:\nsee docs/reference/configuration.md.\n`;
}

/** Before `--`, which ends the options. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}

const exitCodeOf: Partial<Record<ErrorCode, ExitCode>> = {
  EntityAlreadyExists: exitCodes.exists,
  InvalidInput: exitCodes.usage,
  ValidationError: exitCodes.usage,
  PasswordPolicyViolation: exitCodes.usage,
};

/** What went wrong in one line where somebody can mend it; the whole of it where it is a fault of ours. */
function explain(
  error: unknown,
  command: Command,
): { readonly code: ExitCode; readonly text: string } {
  if (error instanceof UsageFault) {
    return {
      code: exitCodes.usage,
      text: `${error.message} (sallyport ${command.name} --help)`,
    };
  }
  if (error instanceof ConfigFault) return { code: exitCodes.usage, text: error.message };
  if (error instanceof OperatorFault || error instanceof StoreError) {
    return { code: exitCodes.other, text: error.message };
  }
  if (error instanceof IamError) {
    return {
      code: exitCodeOf[error.code] ?? exitCodes.other,
      text: describeRefusal(error, command),
    };
  }
  const whole = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: exitCodes.other, text: `this should not have happened: ${whole}` };
}

function describeRefusal({ message, facts }: IamError, { optionOf }: Command): string {
  const fields = facts.fields ?? [];
  return fields.length === 0
    ? message
    : fields.map((field) => `${optionOf[field.name] ?? field.name}: ${field.message}`).join("\n  ");
}
