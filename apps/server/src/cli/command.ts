// A command of the command line: what it takes, what it says about itself, what it does. Standard output belongs to what was
// asked for; everything else goes to standard error.

import type { ParseArgsOptionsConfig } from "node:util";
import { parseArgs } from "node:util";

export const exitCodes = { done: 0, other: 1, usage: 2, exists: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The process as a command sees it, so that a test can be one. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly currentDirectory: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** The command was not called as it asks to be. */
export class UsageFault extends Error {
  override readonly name = "UsageFault";
}

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; strict: true; allowPositionals: false }>
>["values"];

export interface CommandSpec<Options extends ParseArgsOptionsConfig> {
  /** As it is typed: "account create". */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Everything after the first line of its help. */
  readonly help: string;
  readonly options: Options;
  /** What it takes besides options, in order and by the names that the help has for them; nothing without it. */
  readonly positionals?: readonly string[];
  /** Which option an operation's input member came from, so that a refusal names what was typed. */
  readonly optionOf?: Readonly<Record<string, string>>;
  readonly run: (
    values: Values<Options>,
    terminal: Terminal,
    positionals: readonly string[],
  ) => Promise<ExitCode>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly helpText: string;
  readonly optionOf: Readonly<Record<string, string>>;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

export function defineCommand<const Options extends ParseArgsOptionsConfig>(
  spec: CommandSpec<Options>,
): Command {
  return {
    name: spec.name,
    summary: spec.summary,
    helpText: `sallyport ${spec.name}: ${spec.summary}\n\n${spec.help.trim()}\n`,
    optionOf: spec.optionOf ?? {},
    run: (args, terminal) => {
      const { values, positionals } = parse(spec, args);
      return spec.run(values, terminal, positionals);
    },
  };
}

function parse<const Options extends ParseArgsOptionsConfig>(
  { options, positionals: names = [] }: CommandSpec<Options>,
  args: readonly string[],
): { readonly values: Values<Options>; readonly positionals: readonly string[] } {
  const allowPositionals = names.length > 0;
  try {
    const parsed = parseArgs({ args: [...args], options, strict: true, allowPositionals });
    const surplus = parsed.positionals[names.length];
    if (surplus !== undefined) throw new UsageFault(`Unexpected argument '${surplus}'.`);
    return { values: parsed.values as Values<Options>, positionals: parsed.positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's first sentence says what is wrong; those after it explain how positionals work.
    throw new UsageFault(`${error.message.split(/\.(?:\s|$)/)[0]}.`);
  }
}
