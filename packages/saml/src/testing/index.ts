export {
  type Assertion,
  awsRecipient,
  type ForeignProvider,
  type Message,
  openForeignProvider,
  type Signing,
} from "./foreign-provider.ts";
