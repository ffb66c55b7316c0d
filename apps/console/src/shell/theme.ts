import { applyMode, Mode } from "@cloudscape-design/global-styles";
import { readStored, writeStored } from "../stored.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const prefersDark = () => matchMedia("(prefers-color-scheme: dark)");

export function storedTheme(): Theme {
  const stored = readStored("theme");
  return themes.find((theme) => theme === stored) ?? "system";
}

export function chooseTheme(theme: Theme): void {
  writeStored("theme", theme);
  applyTheme(theme);
}

/** Shows the chosen theme from now on, following the system where that is the choice. */
export function startTheme(): void {
  applyTheme(storedTheme());
  prefersDark().addEventListener("change", () => applyTheme(storedTheme()));
}

function applyTheme(theme: Theme): void {
  const dark = theme === "dark" || (theme === "system" && prefersDark().matches);
  applyMode(dark ? Mode.Dark : Mode.Light);
}
