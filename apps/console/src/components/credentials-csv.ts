export interface Credentials {
  readonly userName: string;
  readonly password: string;
  readonly signInUrl: string;
}

/** A user's new password as a .csv file (RFC 4180), with the columns that AWS's console writes. */
export function credentialsCsv({ userName, password, signInUrl }: Credentials): string {
  const rows = [
    ["User name", "Password", "Console sign-in URL"],
    [userName, password, signInUrl],
  ];
  return rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

// Quoted only where needed. Nothing is put before a leading "=": a password must arrive as it is.
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
