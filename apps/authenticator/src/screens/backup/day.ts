/** A day as it stands in file names: 2026-11-24, by this device's calendar. */
export function dayOf(instantMs: number): string {
  const date = new Date(instantMs);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
