import { t, tCount } from "./i18n/t.ts";

/** "November 24, 2026, 14:46 (UTC+8)": an instant in a zone, the browser's own unless another is named. */
export function formatInstant(iso: string, timeZone?: string): string {
  const at = new Date(iso);
  const zone = timeZone === undefined ? {} : { timeZone };
  const date = new Intl.DateTimeFormat("en", { dateStyle: "long", ...zone }).format(at);
  const time = new Intl.DateTimeFormat("en", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zone,
  }).format(at);
  return `${date}, ${time} (${offsetName(at, zone)})`;
}

/** "2026-11-24 06:46:08 UTC", to the second. */
export function formatUtc(iso: string): string {
  return new Date(iso)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
}

const steps = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
] as const;

/** "3 minutes ago"; below a minute it is "just now", and so is what a fast clock puts into the future. */
export function formatAgo(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  const step = steps.find((candidate) => seconds >= candidate.seconds);
  if (step === undefined) return t("age.justNow");
  const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  return words.format(-Math.floor(seconds / step.seconds), step.unit);
}

/** An age in whole days: "Today", "1 day", "12 days". */
export function formatAge(days: number): string {
  return days < 1 ? t("age.today") : tCount("age.days", Math.floor(days));
}

/** "1:05", for a countdown. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** An account id as people read it: "1234-5678-9012". */
export function formatAccountId(accountId: string): string {
  return accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, "$1-$2-$3");
}

function offsetName(at: Date, zone: { readonly timeZone?: string }): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZoneName: "shortOffset",
    ...zone,
  }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC";
  return name.replace("GMT", "UTC").replace(/\+0$/, ""); // browsers disagree on GMT and GMT+0
}
