import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import LiveRegion from "@cloudscape-design/components/live-region";
import { useEffect, useRef } from "react";
import { t } from "../../i18n/t.ts";
import { Problem } from "../problem.tsx";
import { useRevealed } from "./use-revealed.ts";

/** A box that holds the button, then the picture: dark on white in dark mode too, or phones cannot read it. */
export function QrCode({ onExpired }: { readonly onExpired: () => void }) {
  const { value, busy, error, reveal } = useRevealed("qrCodePng", onExpired);
  const picture = useRef<HTMLImageElement>(null);

  // The button that had the focus is gone: the picture takes it, and comes into view.
  useEffect(() => {
    if (value === undefined) return;
    picture.current?.focus({ preventScroll: true });
    picture.current?.scrollIntoView({ block: "center" });
  }, [value]);

  return (
    <>
      {value === undefined ? (
        <div className="mfa-qr">
          <Button variant="link" loading={busy} onClick={reveal}>
            {t("mfa.setUp.showQr")}
          </Button>
          <Box variant="small" color="text-body-secondary" textAlign="center">
            {t("mfa.setUp.qrHint")}
          </Box>
        </div>
      ) : (
        <div className="mfa-qr mfa-qr-shown">
          <img
            ref={picture}
            tabIndex={-1}
            src={`data:image/png;base64,${value}`}
            width="240"
            height="240"
            alt={t("mfa.setUp.qrCode")}
          />
        </div>
      )}
      <LiveRegion hidden={true}>{value === undefined ? "" : t("mfa.setUp.qrShown")}</LiveRegion>
      {error === undefined ? null : <Problem error={error} />}
    </>
  );
}
