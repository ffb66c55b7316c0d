import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";
import type { Charge } from "./charge.ts";

export interface CodeLedgers {
  /**
   * Charges one wrong code of `cost` before it is compared, in one conditional statement: refused while a wait runs, when
   * `cost` would pass `limits.cost`, or when `limits.wrong` is reached. From the `limits.freeTries`-th wrong code in a row on it
   * sets a wait of `limits.firstWait` ms, doubling to `limits.longestWait` ms.
   */
  charge(
    ref: PersonRef,
    source: records.CodeSource,
    charge: { readonly cost: number; readonly now: Instant; readonly limits: CodeLimits },
  ): Promise<Charge<records.CodeLedger>>;
  /** Success: takes back `cost` and `wrong` (never below 0), ends streak and wait. */
  refund(
    ref: PersonRef,
    source: records.CodeSource,
    back: { readonly cost: number; readonly wrong: number },
  ): Promise<void>;
  find(ref: PersonRef, source: records.CodeSource): Promise<records.CodeLedger | undefined>;
  /** Opens typed codes again everywhere. */
  clear(ref: PersonRef): Promise<void>;
}

export interface CodeLimits {
  readonly cost: number;
  readonly wrong: number;
  readonly freeTries: number;
  readonly firstWait: number;
  readonly longestWait: number;
}
