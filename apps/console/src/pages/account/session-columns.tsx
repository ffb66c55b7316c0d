import Badge from "@cloudscape-design/components/badge";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { ConsoleSession } from "../../api/types.ts";
import { Instant } from "../../components/instant.tsx";
import { t } from "../../i18n/t.ts";
import { describeUserAgent } from "./user-agent.ts";

interface SessionActions {
  readonly isEnding: (sessionId: string) => boolean;
  readonly onEnd: (sessionId: string) => void;
}

export function sessionColumns({
  isEnding,
  onEnd,
}: SessionActions): TableProps.ColumnDefinition<ConsoleSession>[] {
  return [
    {
      id: "device",
      header: t("sessions.device"),
      isRowHeader: true,
      minWidth: 160,
      cell: (session) => (
        <SpaceBetween direction="horizontal" size="xs">
          <span id={rowName(session)} title={session.userAgent}>
            {browserText(session.userAgent)}
          </span>
          {session.current ? <Badge color="blue">{t("sessions.this")}</Badge> : null}
        </SpaceBetween>
      ),
    },
    {
      id: "address",
      header: t("sessions.address"),
      minWidth: 120,
      cell: (session) => <span className="sp-mono session-address">{session.sourceAddress}</span>,
    },
    {
      id: "created",
      header: t("sessions.created"),
      minWidth: 170,
      cell: (session) => <Instant at={session.createdAt} />,
    },
    {
      id: "lastSeen",
      header: t("sessions.lastSeen"),
      minWidth: 100,
      cell: (session) => <Instant at={session.lastSeenAt} style="ago" />,
    },
    {
      id: "mfa",
      header: t("sessions.mfa"),
      minWidth: 80,
      cell: ({ mfa }) =>
        mfa ? (
          <StatusIndicator type="success" wrapText={false}>
            {t("sessions.mfaYes")}
          </StatusIndicator>
        ) : (
          <StatusIndicator type="stopped" wrapText={false}>
            {t("sessions.mfaNo")}
          </StatusIndicator>
        ),
    },
    {
      id: "end",
      header: t("sessions.action"),
      minWidth: 120,
      cell: (session) =>
        session.current ? null : (
          <Button
            variant="inline-link"
            wrapText={false}
            ariaDescribedby={rowName(session)}
            loading={isEnding(session.sessionId)}
            onClick={() => onEnd(session.sessionId)}
          >
            {t("sessions.end")}
          </Button>
        ),
    },
  ];
}

const rowName = ({ sessionId }: ConsoleSession): string => `session-${sessionId}`;

function browserText(userAgent: string): string {
  const { browser, system } = describeUserAgent(userAgent);
  if (browser !== undefined && system !== undefined) {
    return t("sessions.browserOnSystem", { browser, system });
  }
  return browser ?? system ?? t("sessions.unknown");
}
