const systems = [
  ["Android", /Android/],
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["ChromeOS", /CrOS/],
  ["Windows", /Windows/],
  ["Mac", /Macintosh/],
  ["Linux", /Linux/],
] as const;

/** What to call a device until the person says something better. */
export function systemName(userAgent: string = navigator.userAgent): string {
  return systems.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? "Browser";
}
