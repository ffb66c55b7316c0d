/** SAML 2.0 for the core's port: metadata, and assertions as far as they are signed. */

export { samlAssertions } from "./assertions.ts";
