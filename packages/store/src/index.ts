export { StoreError, type StoreErrorCode } from "./errors.ts";
export {
  type Keyring,
  type Marks,
  type OpenStore,
  openStore,
  type SealedStock,
  type StoreOptions,
} from "./open-store.ts";
export type { WrappedKey } from "./repositories/keyring.ts";
export { type SealedPlace, type SealedValue, sealedPlaces } from "./repositories/sealed-values.ts";
