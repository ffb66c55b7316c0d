import { setTimeout } from "node:timers/promises";
import { type Instant, SECOND, secondsUntil, toIso } from "@sallyport/core";
import { beginRotation, finishRotation, type RotationEnd } from "@sallyport/platform";
import { sealedPlaces } from "@sallyport/store";
import { type Config, readConfig } from "../config.ts";
import { lockDatabase } from "../server-lock.ts";
import { defineCommand, exitCodes, type Terminal } from "./command.ts";
import { atOperatorDesk } from "./operator.ts";

export const rotateKeys = defineCommand({
  name: "rotate-keys",
  summary: "replaces the key under which seeds and access keys are sealed",
  help: `
Usage: sallyport rotate-keys [--finish] [--end-sessions] [--json]

  --finish         makes no new key: seals anew what an earlier run left under a former one, and
                   forgets keys that were retired more than 36 hours ago
  --end-sessions   ends every session token that was issued under a former key, at once
  --json           prints the result as one line of JSON
  --help           shows this

Runs beside servers, on any machine that has the database and the master key. Makes a data key,
waits until every server knows it, seals MFA seeds and secret access keys anew under it, and
retires the former one: session tokens under that are good until they end, 36 hours at most.
A run that was interrupted is taken up by the next.
`,
  options: {
    finish: { type: "boolean" },
    "end-sessions": { type: "boolean" },
    json: { type: "boolean" },
  },
  async run(values, terminal) {
    const config = readConfig(terminal.env, terminal.currentDirectory);
    const end = await atOperatorDesk({ terminal }, async ({ installation }) => {
      const { store, ports, dataKeys } = installation;
      const { clock, seals } = ports;
      const { keyring, sealedStock: stock } = store;
      const ring = { keyring, dataKeys, clock };
      if (values.finish !== true) {
        const begun = await whileServersKeep(config, (serversMayRun) =>
          beginRotation({ ...ring, serversMayRun }),
        );
        tellBegun(terminal, begun, clock.now());
      }
      await dueAt((await keyring.list()).at(-1)?.sealsFrom, () => clock.now());
      const endSessions = values["end-sessions"] === true;
      return finishRotation({ ...ring, seals, stock, places: sealedPlaces, endSessions });
    });
    terminal.stdout.write(values.json === true ? `${jsonOf(end)}\n` : tell(end));
    return exitCodes.done;
  },
});

/** With SQLite no server starts meanwhile, and whether one runs is known; with PostgreSQL any machine may have one. */
async function whileServersKeep<T>(
  { database }: Config,
  work: (serversMayRun: boolean) => Promise<T>,
): Promise<T> {
  if (database.kind !== "sqlite") return work(true);
  let lock: ReturnType<typeof lockDatabase>;
  try {
    lock = lockDatabase(database.file);
  } catch {
    return work(true);
  }
  try {
    return await work(false);
  } finally {
    lock.release();
  }
}

function tellBegun(
  { stderr }: Terminal,
  begun: { readonly version: number; readonly sealsFrom: Instant; readonly resumed: boolean },
  now: Instant,
): void {
  const { version, sealsFrom, resumed } = begun;
  const which = resumed ? `Data key ${version} was made before` : `Data key ${version} was made`;
  const seconds = secondsUntil(sealsFrom, now);
  const until = seconds > 0 ? `; in ${seconds} s every server knows it` : "";
  stderr.write(`${which}${until}.\n`);
}

async function dueAt(at: Instant | undefined, now: () => Instant): Promise<void> {
  for (;;) {
    const seconds = at === undefined ? 0 : secondsUntil(at, now());
    if (seconds <= 0) return;
    await setTimeout(seconds * SECOND);
  }
}

function jsonOf({ version, resealed, retired, removed }: RotationEnd): string {
  return JSON.stringify({
    version,
    resealed,
    retired: retired.map((key) => ({ ...key, tokensUntil: toIso(key.tokensUntil) })),
    removed,
  });
}

function tell({ version, resealed, retired, removed }: RotationEnd): string {
  const values = resealed === 1 ? "1 value was" : `${resealed} values were`;
  const lines = [
    `Everything is sealed under data key ${version}: ${values} sealed anew.`,
    ...retired.map(
      (key) =>
        `Data key ${key.version} is retired: session tokens under it are good until ${toIso(key.tokensUntil)} at most.`,
    ),
    ...removed.map((old) => `Data key ${old} is forgotten.`),
    ...(retired.length > 0
      ? ["Run sallyport rotate-keys --finish after 36 hours, and retired keys are forgotten."]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}
