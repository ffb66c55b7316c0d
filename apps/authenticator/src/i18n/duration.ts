import { tCount } from "./t.ts";

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A length of time in its largest unit that is not less than two: "40 seconds", "3 minutes". */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [unit, size] = units.find(([, size]) => seconds >= size * 2) ?? (["second", 1] as const);
  return tCount(`duration.${unit}`, Math.round(seconds / size));
}
