// Types only: what the console knows of the server. They are derived from the table of operations, so that no member's name is
// written twice and a changed operation fails to compile in the screen that uses it.

import type { ErrorCode, ErrorFacts, InferJson, operations } from "@sallyport/core";

type Table = typeof operations;

/** Every operation: what goes in, what comes out, as JSON carries it. */
export type ConsoleOperations = {
  readonly [Name in keyof Table]: {
    readonly input: InferJson<Table[Name]["input"]>;
    readonly output: InferJson<Table[Name]["output"]>;
  };
};

/** The body of every answer that is not 200. Switch on `code`, never on `message`. */
export interface ConsoleError {
  readonly error: {
    readonly code:
      | ErrorCode
      | "BadRequest"
      | "CrossSiteRequest"
      | "InternalFailure"
      | "MethodNotAllowed"
      | "NotFound"
      | "RequestTooLarge"
      | "UnreadableBody"
      | "UnsupportedMediaType";
    readonly message: string;
    readonly requestId: string;
    /** `name` is the input's member, `tags.1.member.key` for elements; `message` is for people. */
    readonly fields: NonNullable<ErrorFacts["fields"]>;
    readonly mfaWouldHelp?: boolean;
    readonly retryAfterSeconds?: number;
    readonly details?: Pick<ErrorFacts, "fault" | "failuresInARow" | "refused">;
  };
}
