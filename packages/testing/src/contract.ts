// What the kit promises, in types that lean on nothing else of the house: a packed kit carries them as they are.

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface StartOptions {
  /** `127.0.0.1:0` by default: any free port. An address that others can reach is refused. */
  readonly listen?: string;
  /**
   * `still` (the default): time stands until `advance`, so a code stays the same however slow the test is.
   * `running`: it goes on with the machine's. For servers that outlive a quarter of an hour, the age at which signatures are refused.
   */
  readonly clock?: "still" | "running";
}

/** Who is there when a test begins. Nobody has MFA. */
export interface People {
  /** Twelve digits. */
  readonly accountId: string;
  readonly root: { readonly email: string; readonly password: string };
  readonly rootKey: AccessKey;
  /** A user in the group `Administrators`. */
  readonly admin: { readonly userName: string; readonly password: string };
  readonly adminKey: AccessKey;
}

/** A started server, and what a test needs to know of it. */
export interface Sallyport extends People {
  /** For `endpoint` of an AWS SDK: IAM and STS. */
  readonly endpoint: string;
  /** Where people sign in with a browser. In a checkout its pages are there after `npm run setup`. */
  readonly consoleUrl: string;
  /** What the server takes the time to be. */
  now(): Date;
  /** Moves the server's clock on by so many seconds, and answers with the new time. There is no way back. */
  advance(seconds: number): Date;
  /**
   * The six digits that an MFA device shows now. RFC 6238: a new code comes every 30 seconds, and each is taken once, so
   * `advance(30)` before the next. Takes the base32 key that the console shows while a device is being set up as well, which has
   * no serial number yet. Rejects where there is no such device.
   */
  codeFor(serialNumberOrKey: string): Promise<string>;
  /** Answers what is under way and forgets everything. May be called twice. */
  stop(): Promise<void>;
}
