import { useEffect, useState } from "react";
import { canUsePasskeys } from "./passkey.ts";

/** Whether passkeys can open a vault here; no until the browser said yes. */
export function useCanUsePasskeys(): boolean {
  const [can, setCan] = useState(false);
  useEffect(() => {
    void canUsePasskeys().then(setCan);
  }, []);
  return can;
}
