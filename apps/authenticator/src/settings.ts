// What a person chose about the app itself. None of it is secret, so it lies beside the vault and is known before it is opened.

import { createStore } from "./store.ts";

export const themes = ["system", "light", "dark"] as const;
/** Minutes without a touch until the vault locks itself; 0: never. */
export const autoLocks = [1, 5, 15, 60, 0] as const;
export const sortings = ["hand", "use", "name"] as const;

export interface Settings {
  readonly theme: (typeof themes)[number];
  readonly autoLockMinutes: (typeof autoLocks)[number];
  /** Codes are shown only when tapped. */
  readonly hideCodes: boolean;
  readonly sorting: (typeof sortings)[number];
  /** The person agreed that codes are made for the server's time where this device's clock is wrong. */
  readonly correctsClock: boolean;
  /** How far the server's clock was ahead of this device's when they were last compared. */
  readonly clockOffsetMs: number;
  /** When the vault was last exported; 0: never. */
  readonly backedUpAt: number;
  /** Until when the person does not want to be reminded of a backup. */
  readonly noReminderUntil: number;
}

const defaults: Settings = {
  theme: "system",
  autoLockMinutes: 5,
  hideCodes: false,
  sorting: "hand",
  correctsClock: false,
  clockOffsetMs: 0,
  backedUpAt: 0,
  noReminderUntil: 0,
};

const place = "settings";

export const settings = createStore<Settings>(parseSettings(read()));

export function changeSettings(changes: Partial<Settings>): void {
  settings.set({ ...settings.get(), ...changes });
  try {
    localStorage.setItem(place, JSON.stringify(settings.get()));
  } catch {
    // Storage is closed or full: the choice holds until the window closes.
  }
}

/** Reads what was kept; whatever is not as it should be is as if it had never been chosen. */
export function parseSettings(text: string | null): Settings {
  const kept = parseObject(text);
  return {
    theme: oneOf(themes, kept["theme"]) ?? defaults.theme,
    autoLockMinutes: oneOf(autoLocks, kept["autoLockMinutes"]) ?? defaults.autoLockMinutes,
    hideCodes: kept["hideCodes"] === true,
    sorting: oneOf(sortings, kept["sorting"]) ?? defaults.sorting,
    correctsClock: kept["correctsClock"] === true,
    clockOffsetMs: numberOf(kept["clockOffsetMs"]),
    backedUpAt: numberOf(kept["backedUpAt"]),
    noReminderUntil: numberOf(kept["noReminderUntil"]),
  };
}

function read(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function oneOf<T>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((each) => each === value);
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
