import { t } from "../../i18n/t.ts";
import { say } from "../../ui/toasts.tsx";
import { spellCode } from "./code-text.ts";

/** Copies a code and says so; where the browser does not allow it, says the code. */
export async function copyCode(code: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code);
    say(t("codes.copied"));
    return true;
  } catch {
    say(t("codes.notCopied", { code: spellCode(code) }));
    return false;
  }
}
