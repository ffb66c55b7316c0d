import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** The machine and its programs, by name: figures mean nothing without it. */
export function nameMachine(): readonly string[] {
  const [cpu] = cpus();
  return [
    `${cpu?.model.trim() ?? "unknown processor"}, ${availableParallelism()} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `Node.js ${process.versions.node}, SQLite ${process.versions["sqlite"]}, ${process.platform} ${process.arch}`,
  ];
}

/** How busy it is with other work: the load of the last minute, by core. */
export function busyness(): string {
  return ((loadavg()[0] ?? 0) / availableParallelism()).toFixed(1);
}
