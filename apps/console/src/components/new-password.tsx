import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { t } from "../i18n/t.ts";
import { CopyableText, CopyButton } from "./copy.tsx";
import { type Credentials, credentialsCsv } from "./credentials-csv.ts";
import { downloadCsv } from "./download.ts";

/** A password that can be seen this once: shown on request, copied, or taken away as a file. */
export function NewPassword({ userName, password, signInUrl }: Credentials) {
  const [shown, setShown] = useState(false);
  return (
    <SpaceBetween size="m">
      <Alert type="warning">{t("password.once")}</Alert>
      <KeyValuePairs
        columns={1}
        items={[
          {
            label: t("password.signInUrl"),
            value: <CopyableText text={signInUrl} what={t("password.signInUrl")} />,
          },
          {
            label: t("password.userName"),
            value: <CopyableText text={userName} what={t("password.userName")} />,
          },
          {
            label: t("password.consolePassword"),
            value: (
              <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                {shown ? (
                  <span className="sp-mono">{password}</span>
                ) : (
                  <Box color="text-status-inactive">••••••••••••</Box>
                )}
                <Button variant="inline-link" ariaExpanded={shown} onClick={() => setShown(!shown)}>
                  {t(shown ? "secret.hide" : "secret.show")}
                </Button>
                <CopyButton text={password} what={t("password.consolePassword")} />
              </SpaceBetween>
            ),
          },
        ]}
      />
      <Button
        iconName="download"
        onClick={() =>
          downloadCsv(
            `${userName}_credentials.csv`,
            credentialsCsv({ userName, password, signInUrl }),
          )
        }
      >
        {t("action.downloadCsv")}
      </Button>
    </SpaceBetween>
  );
}
