// What tests of every room may use, and the server never loads.

export * from "./open-issuer.ts";
