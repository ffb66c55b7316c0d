export { StoreError, type StoreErrorCode } from "./errors.ts";
export {
  type Keyring,
  type Marks,
  type OpenStore,
  openStore,
  type StoreOptions,
} from "./open-store.ts";
export type { WrappedKey } from "./repositories/keyring.ts";
