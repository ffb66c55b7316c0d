import { csvOf } from "../csv.ts";

export interface NewKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A new key as a .csv file, with the columns that AWS's console writes. */
export function keyCsv({ accessKeyId, secretAccessKey }: NewKey): string {
  return csvOf([
    ["Access key ID", "Secret access key"],
    [accessKeyId, secretAccessKey],
  ]);
}

/** The name that AWS's console gives that file. */
export function keyFileName(userName: string | undefined): string {
  return userName === undefined ? "rootkey.csv" : `${userName}_accessKeys.csv`;
}
