import type { AccountId, SerialNumber } from "../names.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";
import type { PageRequest } from "./paging.ts";

export interface Devices {
  /** False when the account has a device of that serial number, or of that path and name whatever its case. */
  insert(device: records.DeviceRecord): Promise<boolean>;
  find(accountId: AccountId, serialNumber: string): Promise<records.DeviceRecord | undefined>;
  /** Whether a device of that path and name is there, whatever its case. */
  isNameTaken(
    accountId: AccountId,
    name: { readonly path: string; readonly name: string },
  ): Promise<boolean>;
  /** A person's assigned devices, oldest first (at most eight). */
  listOf(ref: PersonRef): Promise<readonly records.DeviceRecord[]>;
  /** By serial number; page key: the serial number. */
  list(
    accountId: AccountId,
    filter: { readonly status: "Assigned" | "Unassigned" | "Any" },
    page: PageRequest,
  ): Promise<
    readonly {
      readonly device: records.DeviceRecord;
      readonly owner: records.PersonRecord | undefined;
    }[]
  >;
  count(accountId: AccountId): Promise<{ readonly all: number; readonly assigned: number }>;
  /** Assigns only while unassigned; false when somebody was faster. */
  assign(
    accountId: AccountId,
    serialNumber: SerialNumber,
    assignment: records.Assignment,
  ): Promise<boolean>;
  /** Replaces what an assigned device remembers; false when it is no longer that person's. */
  remember(
    accountId: AccountId,
    serialNumber: SerialNumber,
    assignment: records.Assignment,
  ): Promise<boolean>;
  unassign(accountId: AccountId, serialNumber: SerialNumber): Promise<void>;
  delete(accountId: AccountId, serialNumber: SerialNumber): Promise<void>;
}
