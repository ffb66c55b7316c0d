// Answer of a conditional charge.

/** Either it was charged (with the state after it), or why not. */
export type Charge<State> =
  | { readonly charged: true; readonly state: State }
  | { readonly charged: false; readonly state: State };
