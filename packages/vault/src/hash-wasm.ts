// The part of hash-wasm that we use, in a module of its own: loaded when needed, it brings no other hash with it.

export { argon2id, scrypt } from "hash-wasm";
