// Asks for passphrases and keys. They come from a terminal, where nothing of them is shown, or line by line from standard
// input; never from the command line, which other users of the machine can see.

import type { ReadStream } from "node:tty";
import { OperatorFault } from "@sallyport/platform";
import { type Terminal, UsageFault } from "../command.ts";

export interface Secrets {
  /** The next secret. `what` is the question, and names it where it is missing. */
  ask(what: string): Promise<string>;
  /** A secret that is being chosen: asked for twice at a terminal, where it is typed blindly. */
  choose(what: string): Promise<string>;
  /** All that is left on standard input; at a terminal one more line. */
  rest(what: string): Promise<string>;
}

export function openSecrets(
  terminal: Terminal,
  { fromStdin }: { readonly fromStdin: boolean },
): Secrets {
  if (fromStdin) return secretsOfLines(terminal.stdin);
  const { stdin } = terminal;
  if (isTerminal(stdin)) return secretsOfTerminal(stdin, terminal.stderr);
  throw new UsageFault(
    "Run this in a terminal, or give the passphrase on standard input and say so with --passphrase-stdin.",
  );
}

const mostBytes = 2 ** 20;

function secretsOfLines(stdin: NodeJS.ReadableStream): Secrets {
  let lines: Promise<string[]> | undefined;
  const left = () => {
    lines ??= readLines(stdin);
    return lines;
  };
  const ask = async (what: string) => {
    const line = (await left()).shift();
    if (line === undefined || line === "") {
      throw new UsageFault(`${what} is missing on standard input.`);
    }
    return line;
  };
  const rest = async (what: string) => {
    const text = (await left()).splice(0).join("\n");
    if (text.trim() === "") throw new UsageFault(`${what} is missing on standard input.`);
    return text;
  };
  return { ask, choose: ask, rest };
}

async function readLines(stdin: NodeJS.ReadableStream): Promise<string[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > mostBytes) throw new UsageFault("There is too much on standard input.");
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8").split(/\r?\n/);
}

function secretsOfTerminal(stdin: ReadStream, stderr: NodeJS.WritableStream): Secrets {
  const ask = async (what: string) => {
    try {
      return await readUnseen(stdin, () => stderr.write(`${what}: `));
    } finally {
      stderr.write("\n");
    }
  };
  const choose = async (what: string) => {
    const first = await ask(what);
    if ((await ask(`${what}, again`)) === first) return first;
    throw new UsageFault("The two are not the same.");
  };
  return { ask, choose, rest: ask };
}

/** What a terminal sends that is no character of a secret: Enter, Backspace (two of them), Ctrl-U, Ctrl-C and Ctrl-D. */
const keys = { end: "\r\n", erase: "\b\x7f", eraseAll: "\x15", stop: "\x03\x04" } as const;

/** One line, typed without being shown: `ask` shows the question only once the terminal shows nothing of the answer. */
function readUnseen(stdin: ReadStream, ask: () => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: readonly string[] = [];
    const finish = (settle: () => void) => {
      stdin.off("data", take);
      stdin.setRawMode(false);
      stdin.pause();
      settle();
    };
    const take = (chunk: string) => {
      if (chunk.startsWith("\x1b")) return; // an arrow, or another key that is no character
      for (const character of chunk) {
        if (keys.end.includes(character)) return finish(() => resolve(typed.join("")));
        if (keys.stop.includes(character))
          return finish(() => reject(new OperatorFault("Stopped.")));
        if (keys.erase.includes(character)) typed = typed.slice(0, -1);
        else if (character === keys.eraseAll) typed = [];
        else typed = [...typed, character];
      }
    };
    stdin.setEncoding("utf8");
    stdin.setRawMode(true);
    stdin.on("data", take);
    stdin.resume();
    ask();
  });
}

function isTerminal(stdin: NodeJS.ReadableStream): stdin is ReadStream {
  return "isTTY" in stdin && stdin.isTTY === true && "setRawMode" in stdin;
}
