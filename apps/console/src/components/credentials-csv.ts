import { csvOf } from "./csv.ts";

export interface Credentials {
  readonly userName: string;
  readonly password: string;
  readonly signInUrl: string;
}

/** A user's new password as a .csv file, with the columns that AWS's console writes. */
export function credentialsCsv({ userName, password, signInUrl }: Credentials): string {
  return csvOf([
    ["User name", "Password", "Console sign-in URL"],
    [userName, password, signInUrl],
  ]);
}
