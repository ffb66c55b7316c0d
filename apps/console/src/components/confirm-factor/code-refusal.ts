import type { ApiError } from "../../api/error.ts";
import { t, tCount } from "../../i18n/t.ts";

/** What to say at the field about a refused code, with the seconds left where waiting helps. */
export function codeRefusal({ code, message, details, retryAfterSeconds }: ApiError): string {
  if (code === "Throttling") return message; // it names the time to wait
  if (details.fault !== "used") return t("confirmFactor.wrong");
  return retryAfterSeconds === undefined
    ? t("confirmFactor.used")
    : tCount("confirmFactor.usedWait", retryAfterSeconds);
}
