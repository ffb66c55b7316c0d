import { t, tCount } from "../i18n/t.ts";

interface Counts {
  readonly password: boolean;
  readonly mfaDevices: number;
  readonly accessKeys: number;
  readonly groups: number;
  readonly tags?: number;
}

/** What hangs on a user, in words, for the question before it is all deleted. */
export function belongings(counts: Counts): readonly string[] {
  return [
    ...(counts.password ? [t("belongings.password")] : []),
    ...(counts.mfaDevices > 0 ? [tCount("belongings.mfa", counts.mfaDevices)] : []),
    ...(counts.accessKeys > 0 ? [tCount("belongings.keys", counts.accessKeys)] : []),
    ...(counts.groups > 0 ? [tCount("belongings.groups", counts.groups)] : []),
    ...((counts.tags ?? 0) > 0 ? [tCount("belongings.tags", counts.tags ?? 0)] : []),
  ];
}
