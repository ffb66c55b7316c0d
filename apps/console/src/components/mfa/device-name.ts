/**
 * A name for the next device that is not taken yet: `root-phone`, `S3User-phone`, then `S3User-phone-2` and so on.
 * A name becomes part of the serial number and is unique in the account, so the owner's own name goes first.
 */
export function proposeDeviceName(owner: string, taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  const first = `${owner}-phone`;
  let name = first;
  for (let number = 2; names.has(name.toLowerCase()); number++) name = `${first}-${number}`;
  return name;
}
