// What a reader may not do, with the sentence to show on the control that is disabled for it.

import type { Permission } from "../operation.ts";
import type { Judge, Verdict } from "./judge.ts";

/** By action, before a resource was chosen. */
export function deniedAnywhere(
  judge: Judge,
  actions: readonly Permission["action"][],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    actions.flatMap((action) => sentence(action, judge.judgeAnywhere(action))),
  );
}

/** By action, on these very resources. */
export async function deniedAmong(
  judge: Judge,
  permissions: readonly Permission[],
): Promise<Readonly<Record<string, string>>> {
  const denied: (readonly [string, string])[] = [];
  for (const permission of permissions) {
    denied.push(...sentence(permission.action, await judge.judge(permission)));
  }
  return Object.fromEntries(denied);
}

function sentence(action: string, verdict: Verdict): readonly (readonly [string, string])[] {
  if (verdict.allowed) return [];
  const hint = verdict.mfaWouldHelp
    ? "It is allowed once you have signed in with MFA."
    : "Ask an administrator.";
  return [[action, `You may not do this (${action}), ${verdict.reason}. ${hint}`]];
}
