import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

export interface LoginProfiles {
  /** False when there is one. */
  insert(profile: records.LoginProfileRecord): Promise<boolean>;
  find(ref: PersonRef): Promise<records.LoginProfileRecord | undefined>;
  /** Replaces the row of the same person; false when there is none. */
  update(profile: records.LoginProfileRecord): Promise<boolean>;
  /** A rehash with stronger parameters, only while the password is still the one that was verified. */
  rehash(ref: PersonRef, change: { readonly from: string; readonly to: string }): Promise<boolean>;
  requireReset(ref: PersonRef): Promise<void>;
  /** A second factor was shown: a later recovery by mail is open again. */
  clearResetByMail(ref: PersonRef): Promise<void>;
  delete(ref: PersonRef): Promise<boolean>;
}
