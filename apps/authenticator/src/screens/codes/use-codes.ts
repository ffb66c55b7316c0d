import { type Codes, codesAt, type OtpKey } from "@sallyport/vault";
import { useEffect, useState } from "react";
import { useStep } from "../../clock/use-now.ts";

type TimedKey = Extract<OtpKey, { kind: "totp" }>;

/** What a key shows now: worked out anew when the next code comes, not every second. */
export function useCodes({ secret, hash, digits, periodSeconds }: TimedKey) {
  const step = useStep(periodSeconds);
  const [made, setMade] = useState<{ readonly step: number; readonly codes: Codes }>();
  useEffect(() => {
    let isWanted = true;
    const key = { kind: "totp", secret, hash, digits, periodSeconds } as const;
    void codesAt(key, step * periodSeconds * 1000).then((codes) => {
      if (isWanted) setMade({ step, codes });
    });
    return () => {
      isWanted = false;
    };
  }, [secret, hash, digits, periodSeconds, step]);
  // The codes of a step that is over are not shown for even a moment.
  return made?.step === step ? made.codes : undefined;
}
