/** Keeping a vault in step with a person's other devices, through a server that cannot open it. Who calls brings the network. */

export { type Fetch, type Paired, pairDevice, type Stored, SyncClient } from "./client.ts";
export { asSyncFault, type Known, type LocalVault, meet, storeJoined } from "./meet.ts";
export { type EndedRecord, openRecord, type SyncRecord, sealRecord } from "./record.ts";
