/** Where a person's own authenticators keep their vaults in step: sealed bytes in, sealed bytes out. */

export { type VaultSyncOptions, vaultSync, vaultSyncRoute } from "./vault-sync.ts";
