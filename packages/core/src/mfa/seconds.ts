import { totpDefaults } from "@sallyport/otp";

/** Steps of a virtual device in seconds: positive is ahead. */
export function secondsFromSteps(steps: number): number {
  return steps * totpDefaults.periodSeconds;
}
