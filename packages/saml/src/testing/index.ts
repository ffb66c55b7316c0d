export { aes256Gcm, type ForeignKey, openForeignKey, standalone } from "./encrypt.ts";
export {
  type Assertion,
  awsRecipient,
  type ForeignProvider,
  type Message,
  openForeignProvider,
  type Signing,
} from "./foreign-provider.ts";
