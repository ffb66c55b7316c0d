import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import { useEffect, useRef } from "react";
import { useConsole } from "../../context/console-context.tsx";
import { t } from "../../i18n/t.ts";

/** Names of apps, in plain text: nothing is fetched from anywhere, and our own comes first where it is served. */
export function CompatibleApps({
  id,
  onHide,
}: {
  readonly id: string;
  readonly onHide: () => void;
}) {
  const { authenticatorUrl } = useConsole();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section
      ref={panel}
      id={id}
      className="mfa-apps"
      tabIndex={-1}
      aria-label={t("mfa.apps.title")}
    >
      <ul>
        {authenticatorUrl === undefined ? null : (
          <li>
            <Link href={authenticatorUrl} external={true} variant="primary">
              {t("mfa.apps.own")}
            </Link>
            {", "}
            {t("mfa.apps.ownHelp")}
          </li>
        )}
        <li>
          <b>{t("mfa.apps.phone")}:</b> {t("mfa.apps.phoneList")}
        </li>
        <li>
          <b>{t("mfa.apps.computer")}:</b> {t("mfa.apps.computerList")}
        </li>
      </ul>
      <Box variant="small">{t("mfa.apps.any")}</Box>
      <div>
        <Button variant="inline-link" onClick={onHide}>
          {t("mfa.apps.hide")}
        </Button>
      </div>
    </section>
  );
}
