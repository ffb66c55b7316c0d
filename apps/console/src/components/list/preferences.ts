import { useState } from "react";
import { readStored, writeStored } from "../../stored.ts";

export interface ColumnChoice {
  readonly id: string;
  readonly visible: boolean;
}

export interface ListPreferences {
  readonly pageSize: number;
  readonly wrapLines: boolean;
  readonly contentDensity: "comfortable" | "compact";
  readonly contentDisplay: readonly ColumnChoice[];
}

export const pageSizes = [10, 20, 50, 100] as const;

/** A list's preferences, kept in the browser under the list's name. */
export function useListPreferences(list: string, defaults: ListPreferences) {
  const key = `list.${list}`;
  const [preferences, setPreferences] = useState(() => parsePreferences(readStored(key), defaults));
  const choose = (next: ListPreferences) => {
    setPreferences(next);
    writeStored(key, JSON.stringify(next));
  };
  return [preferences, choose] as const;
}

/** What was stored, as far as it still makes sense: a newer console may have other columns, and anybody may edit the store. */
export function parsePreferences(
  stored: string | undefined,
  defaults: ListPreferences,
): ListPreferences {
  const found = parseObject(stored);
  return {
    pageSize: pageSizes.find((size) => size === found["pageSize"]) ?? defaults.pageSize,
    wrapLines: typeof found["wrapLines"] === "boolean" ? found["wrapLines"] : defaults.wrapLines,
    contentDensity: found["contentDensity"] === "compact" ? "compact" : defaults.contentDensity,
    contentDisplay: parseColumns(found["contentDisplay"], defaults.contentDisplay),
  };
}

/** The stored order and choice of the columns there are now, then the columns that are new. */
function parseColumns(stored: unknown, defaults: readonly ColumnChoice[]): readonly ColumnChoice[] {
  const known = new Set(defaults.map(({ id }) => id));
  const chosen = (Array.isArray(stored) ? stored : []).flatMap((entry: unknown) => {
    const { id, visible } = Object(entry) as Partial<Record<keyof ColumnChoice, unknown>>;
    if (typeof id !== "string" || typeof visible !== "boolean" || !known.delete(id)) return [];
    return [{ id, visible }];
  });
  return [...chosen, ...defaults.filter(({ id }) => known.has(id))];
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text ?? "{}")) as Record<string, unknown>;
  } catch {
    return {};
  }
}
