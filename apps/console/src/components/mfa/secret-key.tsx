import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { useEffect, useRef } from "react";
import { t } from "../../i18n/t.ts";
import { CopyButton } from "../copy.tsx";
import { Problem } from "../problem.tsx";
import { useRevealed } from "./use-revealed.ts";

/** The secret key for apps without a camera: text in groups of four to read off, copied without the spaces. */
export function SecretKey({ onExpired }: { readonly onExpired: () => void }) {
  const { value, busy, error, reveal } = useRevealed("secretKey", onExpired);
  const shown = useRef<HTMLElement>(null);
  useEffect(() => {
    if (value !== undefined) shown.current?.focus();
  }, [value]);

  if (value === undefined) {
    return (
      <>
        <span>
          {t("mfa.setUp.alternatively")}{" "}
          <Button variant="inline-link" loading={busy} onClick={reveal}>
            {t("mfa.setUp.showKey")}
          </Button>
        </span>
        {error === undefined ? null : <Problem error={error} />}
      </>
    );
  }
  return (
    <section ref={shown} tabIndex={-1} className="mfa-key" aria-label={t("mfa.setUp.key")}>
      <code className="sp-mono" translate="no">
        {value}
      </code>
      <CopyButton text={value.replaceAll(" ", "")} what={t("mfa.setUp.key").toLowerCase()} />
      <Box variant="small" color="text-body-secondary">
        {t("mfa.setUp.keyHelp")}
      </Box>
    </section>
  );
}
