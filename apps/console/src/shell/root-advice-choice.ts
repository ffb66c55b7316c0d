import { readStored, writeStored } from "../stored.ts";

const key = "rootAdvice";

/** Whether the root user still wants to be advised on the way to its credentials. */
export const wantsRootAdvice = (): boolean => readStored(key) !== "off";

export const declineRootAdvice = (): void => writeStored(key, "off");
