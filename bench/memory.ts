import { readFile } from "node:fs/promises";
import type { Sallyport } from "../tests/support/sallyport.ts";

/** In MiB. VmHWM is the most that was ever resident (proc(5)). */
export async function memoryOf(
  { process: child }: Sallyport,
  line: "VmRSS" | "VmHWM",
): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  return Number(new RegExp(`^${line}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) / 1024;
}
