/** The server's HTTP side: the socket, what happens before the doors, and which door is where. */

export { openAuthenticatorFiles } from "./authenticator-pages.ts";
export type { Mount, Mounts } from "./front.ts";
export type { HttpServer, Listen } from "./listen.ts";
export { type MountOptions, mountDoors } from "./mounts.ts";
export { type ServeOptions, type Serving, serve } from "./serve.ts";
export { openStaticFiles, type StaticFile, type StaticFiles } from "./static-files.ts";
