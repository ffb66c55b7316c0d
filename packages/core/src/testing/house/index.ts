export { type Authenticator, authenticator, wrongCode } from "../authenticator.ts";
export { sampleSamlMetadata } from "../saml-metadata.ts";
export { Browser, type Input, type Output } from "./browser.ts";
export {
  type Account,
  type AuditEvent,
  type House,
  type HouseOptions,
  openHouse,
  type Resident,
  setupToken,
} from "./house.ts";
export { refusal } from "./refusals.ts";
export { nobody, type Subject, sampleInputs } from "./sample-inputs.ts";
export { type Credentials, callWith, keyOf, recognise } from "./signed.ts";
