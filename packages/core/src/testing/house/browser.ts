// One browser: it keeps the cookies that operations ask it to keep, and knocks with whatever it holds.

import type { Caller } from "../../caller.ts";
import type { Iam } from "../../iam.ts";
import type { Effects, RequestContext } from "../../operation.ts";
import { type OperationName, type Operations, operations } from "../../operations/index.ts";
import type { Infer } from "../../schema/schema.ts";

export type Output<Name extends OperationName> = Infer<Operations[Name]["output"]>;

export type Input = Readonly<Record<string, unknown>>;

export interface Cookies {
  session?: string | undefined;
  pending?: string | undefined;
  /** The known-browser mark. */
  known?: string | undefined;
}

let requests = 0;

export class Browser {
  readonly #iam: Iam;
  readonly cookies: Cookies = {};
  readonly address: string;
  userAgent = "Mozilla/5.0 (test)";
  /** What the last answer asked to keep or to drop. */
  effects: Effects = {};

  constructor(iam: Iam, address: string) {
    this.#iam = iam;
    this.address = address;
  }

  /** The same person's cookies in the hands of somebody else. */
  stolenTo(address: string): Browser {
    const thief = new Browser(this.#iam, address);
    Object.assign(thief.cookies, this.cookies);
    return thief;
  }

  get context(): RequestContext {
    requests += 1;
    return {
      requestId: `request-${requests}`,
      door: "console-api",
      sourceAddress: this.address,
      userAgent: this.userAgent,
      browserToken: this.cookies.known,
    };
  }

  /** Asks for an operation as a door would: a sign-in's steps with the pending sign-in, all else with the session. */
  async knock<Name extends OperationName>(name: Name, input: Input = {}): Promise<Output<Name>> {
    return this.knockAs(await this.callerFor(name), name, input);
  }

  async knockAs<Name extends OperationName>(
    caller: Caller,
    name: Name,
    input: Input = {},
  ): Promise<Output<Name>> {
    const { output, effects } = await this.#iam.perform(name, {
      caller,
      input,
      context: this.context,
    });
    this.keep(effects);
    return output as Output<Name>;
  }

  async callerFor(name: OperationName): Promise<Caller> {
    const meant: readonly string[] = operations[name].callers ?? ["person"];
    const caller = meant.includes("pending") ? await this.pending() : await this.person();
    return caller ?? { kind: "anonymous" };
  }

  async person() {
    return (await this.#iam.session(this.cookies.session, this.context))?.caller;
  }

  pending() {
    return this.#iam.pendingSignIn(this.cookies.pending);
  }

  async isSignedIn(): Promise<boolean> {
    return (await this.person()) !== undefined;
  }

  async hasMfa(): Promise<boolean> {
    return (await this.person())?.session.mfaAuthenticatedAt !== undefined;
  }

  private keep(effects: Effects): void {
    this.effects = effects;
    const { session, pending, browser } = effects;
    if (session !== undefined)
      this.cookies.session = session === "ended" ? undefined : session.token;
    if (pending !== undefined)
      this.cookies.pending = pending === "ended" ? undefined : pending.token;
    if (browser !== undefined) this.cookies.known = browser.token;
  }
}
