import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Output } from "../../api/types.ts";
import { Instant } from "../../components/instant.tsx";
import { t } from "../../i18n/t.ts";
import { ChangePassword } from "./change-password.tsx";

interface PasswordSectionProps {
  readonly password: Output<"GetMyCredentials">["password"];
  /** Why the reader may not change it. */
  readonly denied: string | undefined;
  readonly onChanged: () => void;
}

/** When the password was changed and used, and the form that changes it. */
export function PasswordSection({ password, denied, onChanged }: PasswordSectionProps) {
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={2}
        items={[
          { label: t("credentials.passwordChanged"), value: instantOrNever(password.changedAt) },
          { label: t("credentials.passwordUsed"), value: instantOrNever(password.lastUsedAt) },
          ...(password.expiresAt === undefined
            ? []
            : [
                {
                  label: t("credentials.passwordExpires"),
                  value: <Instant at={password.expiresAt} />,
                },
              ]),
        ]}
      />
      <ChangePassword rules={password.rules} denied={denied} onChanged={onChanged} />
    </SpaceBetween>
  );
}

function instantOrNever(at: string | undefined) {
  return at === undefined ? t("state.never") : <Instant at={at} />;
}
