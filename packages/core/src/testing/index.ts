// What tests share: contracts that hold whoever fills a port to its promises.

export { type ClosableStore, describeStore, type FreshDatabase } from "./store-contract.ts";
