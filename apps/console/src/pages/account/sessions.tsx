import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { useMemo, useState } from "react";
import { call } from "../../api/client.ts";
import type { ConsoleSession } from "../../api/types.ts";
import { useQuery } from "../../api/use-query.ts";
import { useFlash } from "../../components/flash.tsx";
import { Problem } from "../../components/problem.tsx";
import { useKeptFocus } from "../../components/use-kept-focus.ts";
import { t, tCount } from "../../i18n/t.ts";
import { sessionColumns } from "./session-columns.tsx";
import "./account.css";

const noInput = {} as const;
const none: readonly ConsoleSession[] = [];

/** Where one is signed in, this browser marked; the others can be ended, one by one or all at once. */
export function Sessions() {
  const { data, error, loading, reload } = useQuery("ListSessions", noInput);
  const flash = useFlash();
  const [ending, setEnding] = useState<ReadonlySet<string>>(new Set());
  const sessions = data?.sessions ?? none;
  const table = useKeptFocus<HTMLElement>(data);
  const others = sessions.filter(({ current }) => !current);

  const end = (ids: readonly string[], done: string) => {
    setEnding(new Set(ids));
    Promise.all(ids.map((sessionId) => call("EndSession", { sessionId })))
      .then(() => flash.show({ type: "success", content: done }))
      .catch(flash.showError)
      .finally(() => {
        setEnding(new Set());
        reload();
      });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` differs by nothing that a column shows.
  const columns = useMemo(
    () =>
      sessionColumns({
        isEnding: (id) => ending.has(id),
        onEnd: (id) => end([id], t("sessions.ended")),
      }),
    [ending],
  );

  if (error !== undefined) return <Problem error={error} onRetry={reload} />;
  return (
    <section ref={table} tabIndex={-1} aria-label={t("sessions.yours")} className="sessions">
      <Table
        items={sessions}
        loading={loading && data === undefined}
        loadingText={t("loading.content")}
        columnDefinitions={columns}
        trackBy="sessionId"
        wrapLines={true}
        ariaLabels={{ tableLabel: t("sessions.title") }}
        header={
          <Header
            variant="h2"
            description={t("sessions.description")}
            counter={data === undefined ? "" : `(${sessions.length})`}
            actions={
              <Button
                disabled={others.length === 0}
                disabledReason={t("sessions.noOthers")}
                loading={ending.size > 1}
                onClick={() =>
                  end(
                    others.map(({ sessionId }) => sessionId),
                    tCount("sessions.endedOthers", others.length),
                  )
                }
              >
                {t("sessions.endOthers")}
              </Button>
            }
          >
            {t("sessions.title")}
          </Header>
        }
      />
    </section>
  );
}
