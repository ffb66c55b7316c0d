/** A Sallyport for tests: the real server on a free loopback port, in memory, with a clock that the test moves. */

export { type AccessKey, type Sallyport, type StartOptions, startSallyport } from "./start.ts";
