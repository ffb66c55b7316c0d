import { t, tCount } from "../i18n/t.ts";

/** What a role's sessions may last at most, for a choice: AWS takes one hour to twelve. */
export const sessionHours = [1, 2, 4, 8, 12] as const;

export function durationWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes % 60 === 0 ? tCount("role.hours", minutes / 60) : t("role.minutes", { minutes });
}
