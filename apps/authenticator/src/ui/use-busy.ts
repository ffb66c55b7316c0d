import { useState } from "react";
import { faultText } from "../i18n/fault-text.ts";

/** Does one thing at a time, shows that it is under way, and keeps what went wrong as a sentence. */
export function useBusy() {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setFault(undefined);
    try {
      await untilPainted(); // argon2 holds the window up: first show that it was heard
      await work();
    } catch (error) {
      setFault(faultText(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, fault, run };
}

function untilPainted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30));
}
