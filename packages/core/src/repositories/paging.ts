/** A page of a list: by key, never by offset. `after` is the last key of the page before. */
export interface PageRequest {
  readonly after: string | undefined;
  readonly limit: number;
}
