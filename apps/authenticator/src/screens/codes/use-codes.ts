import { type Codes, codesAt, type OtpKey } from "@sallyport/vault";
import { useEffect, useState } from "react";

/** What a key shows now: worked out anew when the next code comes, not every second. */
export function useCodes(key: Extract<OtpKey, { kind: "totp" }>, nowMs: number) {
  const { secret, hash, digits, periodSeconds } = key;
  const step = Math.floor(nowMs / (periodSeconds * 1000));
  const [codes, setCodes] = useState<Extract<Codes, { kind: "totp" }>>();
  useEffect(() => {
    let isWanted = true;
    const atMs = step * periodSeconds * 1000;
    void codesAt({ kind: "totp", secret, hash, digits, periodSeconds }, atMs).then((made) => {
      if (isWanted && made.kind === "totp") setCodes(made);
    });
    return () => {
      isWanted = false;
    };
  }, [secret, hash, digits, periodSeconds, step]);
  // The codes of a step that is over are not shown for even a moment.
  return codes !== undefined && codes.endsAtMs > nowMs ? codes : undefined;
}
