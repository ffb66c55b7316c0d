import { useState } from "react";
import { call } from "../../api/client.ts";
import { isRefusal } from "../../api/error.ts";
import type { Output } from "../../api/types.ts";

export interface Revealed {
  readonly value: string | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly reveal: () => void;
}

/**
 * One half of a set-up's secret, asked for only when its button is pressed. The other half comes with the answer and is
 * dropped here; what is kept lives in the component that shows it, and goes with it.
 */
export function useRevealed(
  part: keyof Output<"ShowMFAEnrolment">,
  onExpired: () => void,
): Revealed {
  const [value, setValue] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const reveal = () => {
    setBusy(true);
    setError(undefined);
    call("ShowMFAEnrolment", {})
      .then((shown) => setValue(shown[part]))
      .catch((caught: unknown) => {
        if (isRefusal(caught, "EnrolmentExpired")) onExpired();
        else setError(caught);
      })
      .finally(() => setBusy(false));
  };
  return { value, busy, error, reveal };
}
