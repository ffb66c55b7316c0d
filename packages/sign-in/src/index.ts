/** The server-rendered pages of set-up and sign-in. */

export { type MessagePage, messagePage } from "./html/message-page.ts";
export { type SignInOptions, signIn, signInRoute } from "./sign-in.ts";
