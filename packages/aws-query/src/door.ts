// What this door is given and what it is, in the shape of every other door. It takes no library of browser-facing doors: nothing
// here concerns browsers.

/** How a request arrived: what `Request` no longer tells, or tells changed. */
export interface Arrival {
  /** Names this request: in the log, in the trail and in the answer. */
  readonly requestId: string;
  readonly peer: string;
  /** The request target as it was sent, query and all. */
  readonly target: string;
  /** Names and values by turns, as they were sent. */
  readonly rawHeaders: readonly string[];
}

export type Door = (request: Request, arrival: Arrival) => Promise<Response>;

export interface DoorLog {
  error(
    event: string,
    fields: {
      readonly requestId: string;
      readonly door: string;
      readonly error: unknown;
      readonly operation?: string;
    },
  ): void;
}
