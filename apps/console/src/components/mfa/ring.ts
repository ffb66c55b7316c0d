/** RFC 6238's usual time step, which every virtual device here uses. */
export const stepSeconds = 30;

export interface RingState {
  /** Whole seconds until the app shows its next code, 1 to 30. */
  readonly secondsLeft: number;
  /** The number of the current time step: it changes exactly when the code does. */
  readonly step: number;
}

/** Where the ring stands at a moment of the server's clock: the codes change with that clock, not with the browser's. */
export function ringAt(serverMilliseconds: number): RingState {
  const period = stepSeconds * 1000;
  const step = Math.floor(serverMilliseconds / period);
  return { step, secondsLeft: Math.ceil(((step + 1) * period - serverMilliseconds) / 1000) };
}
