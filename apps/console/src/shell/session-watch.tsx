import Button from "@cloudscape-design/components/button";
import { useEffect, useState } from "react";
import { registerClientHooks } from "../api/client.ts";
import type { ConsoleContext } from "../api/types.ts";
import { useFlash } from "../components/flash.tsx";
import { lazyDialog } from "../components/lazy-dialog.tsx";
import { useConsole } from "../context/console-context.tsx";
import { t } from "../i18n/t.ts";
import { toSignIn } from "../routes.ts";
import {
  afterActivity,
  afterKeepAlive,
  type SessionEnds,
  type SessionState,
  sessionEnds,
  sessionState,
} from "./session-clock.ts";

const WarningDialog = lazyDialog(async () => (await import("./session-dialogs.tsx")).WarningDialog);
const EndedDialog = lazyDialog(async () => (await import("./session-dialogs.tsx")).EndedDialog);

/** Warns before the session ends, and says so when it has. What is typed on the page stays either way. */
export function SessionWatch() {
  const [ends, setEnds] = useSessionEnds(useConsole());
  const [endedByServer, setEndedByServer] = useState(false);
  const [hidden, setHidden] = useState<SessionState["kind"]>();
  const timed = useSessionState(ends);
  const flash = useFlash();

  useEffect(() => registerClientHooks({ onSessionEnded: () => setEndedByServer(true) }), []);

  const state: SessionState = endedByServer ? { kind: "ended" } : timed;
  if (state.kind === "live" || state.kind === hidden) return null;
  if (state.kind === "warn") {
    return (
      <WarningDialog
        cause={state.cause}
        leftMs={state.leftMs}
        onStayed={(times) => setEnds((before) => afterKeepAlive(before, times))}
        onUnderstood={() => setHidden("warn")}
      />
    );
  }
  return (
    <EndedDialog
      onSignIn={signInAgain}
      onKeepReading={() => {
        setHidden("ended");
        flash.show({
          type: "warning",
          content: t("session.endedFlash"),
          action: <Button onClick={signInAgain}>{t("session.signInAgain")}</Button>,
        });
      }}
    />
  );
}

function signInAgain() {
  location.assign(toSignIn(location.pathname + location.search + location.hash));
}

/** The session's end, moved on by every answer of the server, to this tab or to another of this browser. */
function useSessionEnds({ session, serverTime }: ConsoleContext) {
  const [ends, setEnds] = useState<SessionEnds>(() => sessionEnds(session, serverTime, Date.now()));
  useEffect(() => {
    const tabs = new BroadcastChannel("sallyport.session");
    const noteActivity = () => setEnds((before) => afterActivity(before, Date.now()));
    tabs.onmessage = noteActivity;
    const unregister = registerClientHooks({
      onActivity: () => {
        noteActivity();
        tabs.postMessage("active");
      },
    });
    return () => {
      unregister();
      tabs.close();
    };
  }, []);
  return [ends, setEnds] as const;
}

/** How the session stands now: looked at when the warning is due, then each second, and when the tab comes into view. */
function useSessionState(ends: SessionEnds): SessionState {
  const [now, setNow] = useState(() => Date.now());
  const state = sessionState(ends, now);
  const wakeInMs =
    state.kind === "live" ? Math.min(state.wakeInMs, 60_000) : state.kind === "warn" ? 1_000 : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each look (`now`) plans the next one.
  useEffect(() => {
    const look = () => setNow(Date.now());
    const timer = wakeInMs === 0 ? undefined : setTimeout(look, wakeInMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [wakeInMs, now]);
  return state;
}
