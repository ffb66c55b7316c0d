import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { call } from "../../api/client.ts";
import { isRefusal } from "../../api/error.ts";
import type { Output } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { Problem } from "../problem.tsx";
import { CodePair } from "./code-pair.tsx";
import { CompatibleApps } from "./compatible-apps.tsx";
import { DialogFooter } from "./dialog-footer.tsx";
import { cancelEnrolmentOnLeaving, type Enrolment } from "./enrolment.ts";
import type { DeviceOwner } from "./owner.ts";
import { QrCode } from "./qr-code.tsx";
import { SecretKey } from "./secret-key.tsx";
import { useServerClock } from "./server-clock.ts";
import { SetUpExpired } from "./set-up-expired.tsx";
import { useCodePair } from "./use-code-pair.ts";

export interface SetUpVirtualProps {
  readonly owner: DeviceOwner;
  readonly enrolment: Enrolment;
  readonly onCancel: () => void;
  readonly onPrevious: () => void;
  readonly onRestarted: (enrolment: Enrolment) => void;
  readonly onAssigned: (outcome: Output<"FinishMFAEnrolment">) => void;
}

/** "Set up virtual MFA device": three numbered steps, from the app to the two codes that prove it works. */
export function SetUpVirtual(props: SetUpVirtualProps) {
  const { enrolment, onCancel, onPrevious, onAssigned } = props;
  const { expired, expire } = useExpiry(enrolment);

  const form = useCodePair(async ({ first, second }) => {
    const input = { authenticationCode1: first, authenticationCode2: second };
    try {
      onAssigned(await call("FinishMFAEnrolment", input));
    } catch (error) {
      if (isRefusal(error, "EnrolmentExpired")) expire();
      throw error;
    }
  });

  if (expired) return <SetUpExpired {...props} />;
  return (
    <>
      <ol className="mfa-steps">
        <NumberedStep title={t("mfa.setUp.install")}>
          <AppsLink />
        </NumberedStep>
        <NumberedStep title={t("mfa.setUp.scan")}>
          <SpaceBetween size="xs">
            <QrCode onExpired={expire} />
            <SecretKey onExpired={expire} />
          </SpaceBetween>
        </NumberedStep>
        <NumberedStep title={t("mfa.setUp.codes")}>
          <SpaceBetween size="s">
            <Box color="text-body-secondary">{t("mfa.setUp.codesHelp")}</Box>
            <CodePair form={form} />
            {form.error === undefined ? null : <Problem error={form.error} />}
          </SpaceBetween>
        </NumberedStep>
      </ol>
      <DialogFooter>
        <Button variant="link" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button onClick={onPrevious}>{t("action.previous")}</Button>
        <Button variant="primary" loading={form.busy} onClick={form.submit}>
          {t("mfa.setUp.assign")}
        </Button>
      </DialogFooter>
    </>
  );
}

function NumberedStep({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <li className="mfa-step">
      <SpaceBetween size="xs">
        <Box variant="h3" padding="n">
          {title}
        </Box>
        {children}
      </SpaceBetween>
    </li>
  );
}

function AppsLink() {
  const [shown, setShown] = useState(false);
  const id = useId();
  const link = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={link}>
        {t("mfa.setUp.seeList")}{" "}
        <Link
          href={`#${id}`}
          onFollow={(event) => {
            event.preventDefault();
            setShown(!shown);
          }}
        >
          {t("mfa.setUp.list")}
        </Link>
      </span>
      {shown ? (
        <CompatibleApps
          id={id}
          onHide={() => {
            setShown(false);
            link.current?.querySelector("a")?.focus();
          }}
        />
      ) : null}
    </>
  );
}

/** A set-up ends when the server says so, when its time is over, or when the page was left and came back. */
function useExpiry({ expiresAt }: Enrolment): { expired: boolean; expire: () => void } {
  const clock = useServerClock();
  const [expired, setExpired] = useState(false);
  useEffect(() => {
    if (!clock.measured) return undefined;
    const timer = window.setTimeout(() => setExpired(true), expiresAt - clock.now());
    return () => window.clearTimeout(timer);
  }, [expiresAt, clock]);
  useEffect(() => {
    const leave = () => {
      cancelEnrolmentOnLeaving();
      setExpired(true);
    };
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, []);
  return { expired, expire: () => setExpired(true) };
}
