import { settings } from "./settings.ts";

/** Shows the chosen theme from now on; the style sheet follows the system where that is the choice. */
export function startTheme(): void {
  const apply = () => {
    document.documentElement.dataset["theme"] = settings.get().theme;
  };
  apply();
  settings.subscribe(apply);
}
