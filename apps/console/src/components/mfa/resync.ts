import { call } from "../../api/client.ts";
import type { DeviceOwner } from "./owner.ts";
import type { CodePair } from "./pair-faults.ts";

interface Resync {
  readonly owner: DeviceOwner;
  readonly serialNumber: string;
  readonly codes: CodePair;
}

/** Sends two fresh codes for one device; resolves to the drift that was measured, where the operation tells it. */
export async function resyncDevice({
  owner,
  serialNumber,
  codes,
}: Resync): Promise<number | undefined> {
  const pair = {
    serialNumber,
    authenticationCode1: codes.first,
    authenticationCode2: codes.second,
  };
  if (owner.kind === "self") return (await call("ResyncOwnMFADevice", pair)).driftSeconds;
  await call("ResyncMFADevice", { userName: owner.userName, ...pair });
  return undefined;
}
