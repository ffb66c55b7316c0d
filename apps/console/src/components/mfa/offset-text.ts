import { t } from "../../i18n/t.ts";
import { offsetInWords } from "./offset-words.ts";

/** "about 4 minutes behind", "about 30 seconds ahead", "on time". */
export function offsetText(offsetSeconds: number): string {
  const { duration, side } = offsetInWords(offsetSeconds, "en");
  return side === "none" ? t("mfa.offset.none") : t(`mfa.offset.${side}`, { duration });
}
