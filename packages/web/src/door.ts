/** How a request arrived: what `Request` no longer tells, or tells changed. */
export interface Arrival {
  /** Names this request: in the log, in the trail and in the answer. */
  readonly requestId: string;
  /** The client's address: the socket's own, or what trusted proxies vouch for (see `client.ts`). */
  readonly peer: string;
  /** The request target as it was sent, query and all. */
  readonly target: string;
  /** Names and values by turns, as they were sent. */
  readonly rawHeaders: readonly string[];
}

/** A way into Sallyport: mountable anywhere, testable without a socket. */
export type Door = (request: Request, arrival: Arrival) => Promise<Response>;

/** Where a door tells of what should not have happened. Filled by the platform's log. */
export interface DoorLog {
  error(
    event: string,
    fields: {
      readonly requestId: string;
      readonly door: string;
      readonly error: unknown;
      readonly operation?: string;
      readonly route?: string;
    },
  ): void;
}

/** The path of a request target, without its query. */
export function pathOf(target: string): string {
  const query = target.indexOf("?");
  return query === -1 ? target : target.slice(0, query);
}

/** The query of a request target. */
export function queryOf(target: string): URLSearchParams {
  const query = target.indexOf("?");
  return new URLSearchParams(query === -1 ? "" : target.slice(query + 1));
}
