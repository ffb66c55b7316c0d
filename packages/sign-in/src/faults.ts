// From a refusal to what a page says: which field it concerns, or an alert for the whole form.

import { type ErrorCode, IamError } from "@sallyport/core";

export interface Faults {
  readonly status: number;
  /** By the name of the form's field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly alert: string | undefined;
  readonly waitSeconds: number | undefined;
  readonly failuresInARow: number;
}

export const noFaults: Faults = {
  status: 200,
  fields: {},
  alert: undefined,
  waitSeconds: undefined,
  failuresInARow: 0,
};

const statuses: Partial<Record<ErrorCode, number>> = {
  AccessDenied: 403,
  Busy: 503,
  CodesClosed: 403,
  ConcurrentModification: 409,
  IncorrectCredentials: 403,
  InvalidAuthenticationCode: 403,
  Throttling: 429,
};

/** What the page says of a refusal. `onPage` are its fields from top to bottom; what concerns none of them is an alert. */
export function faultsOf(error: unknown, onPage: readonly string[]): Faults {
  if (!(error instanceof IamError)) throw error;
  const { facts, code, message } = error;
  const told = facts.fields ?? [];
  const placed = onPage.flatMap((name) => {
    const fault = told.find((each) => fieldName(each.name) === name);
    return fault === undefined ? [] : [[name, fault.message] as const];
  });
  const allPlaced = told.length > 0 && told.every(({ name }) => onPage.includes(fieldName(name)));
  return {
    status: statuses[code] ?? 400,
    fields: Object.fromEntries(placed),
    alert: allPlaced ? checkFields : message,
    waitSeconds: facts.retryAfterSeconds,
    failuresInARow: facts.failuresInARow ?? 0,
  };
}

/** A fault that the door itself finds, such as two passwords that differ. */
export function fieldFault(name: string, message: string): Faults {
  return { ...noFaults, status: 400, fields: { [name]: message }, alert: checkFields };
}

/** Codes that are none are told beside their fields, before they are counted as wrong ones. */
export function codeFaults(codes: Readonly<Record<string, string>>): Faults | undefined {
  const faulty = Object.entries(codes).filter(([, code]) => !/^\d{6}$/.test(code));
  if (faulty.length === 0) return undefined;
  const fields = Object.fromEntries(
    faulty.map(([name, code]) => [name, code === "" ? "Fill this in." : "A code has six digits."]),
  );
  return { ...noFaults, status: 400, fields, alert: checkFields };
}

const checkFields = "Please check what is marked below.";

/** `user.account` is the form's `account`. */
function fieldName(member: string): string {
  return member.slice(member.lastIndexOf(".") + 1);
}
