import type { Denied } from "../api/types.ts";

/** Why none of these actions is allowed; undefined as soon as one is. For a control that leads to several. */
export function deniedAll(denied: Denied, actions: readonly string[]): string | undefined {
  const reasons = actions.map((action) => denied[action]);
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}
