// What tests share: contracts that hold whoever fills a port to its promises, and what a person holds in their hand.

export { type Authenticator, authenticator } from "./authenticator.ts";
export { nobody, type Subject, sampleInputs } from "./house/sample-inputs.ts";
export { type ClosableStore, describeStore, type FreshDatabase } from "./store-contract.ts";
