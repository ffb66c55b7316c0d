import { useEffect, useRef, useState } from "react";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { Connecting, type Question, type Stage } from "../../sync/connect.ts";
import { findServer } from "../../sync/server.ts";
import { startSync, syncStorage } from "../../sync/sync.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { say } from "../../ui/toasts.tsx";
import { useSession } from "../../vault/vault-context.tsx";
import { JoinPreview } from "./join-preview.tsx";
import { OpenShared } from "./open-shared.tsx";
import { PairingForm } from "./pairing-form.tsx";

type Step = { readonly kind: "pairing" } | (Question & { readonly connecting: Connecting });

/** Turns sync on: a code of the console, what opens the synced vault, and a look at what will be put together. */
export function Connect() {
  const session = useSession();
  const { server, look } = useServer();
  const [step, setStep] = useState<Step>({ kind: "pairing" });
  const pending = usePending();

  const goOn = async (connecting: Connecting, stage: Stage) => {
    if (stage.kind !== "done") return setStep({ ...stage, connecting });
    pending.current = undefined;
    say(t("sync.joined"));
    void startSync(session);
  };
  const pair = async (destination: { readonly code: string; readonly name: string }) => {
    if (typeof server !== "object") return;
    const ports = { session, storage: syncStorage, fetch: askNetwork, now };
    const connecting = await Connecting.begin(ports, { ...destination, server: server.origin });
    pending.current = connecting;
    try {
      await goOn(connecting, await connecting.look());
    } catch (error) {
      await cancel();
      throw error;
    }
  };
  const cancel = async () => {
    const connecting = pending.current;
    pending.current = undefined;
    setStep({ kind: "pairing" });
    await connecting?.cancel();
  };

  switch (step.kind) {
    case "pairing":
      return (
        <>
          <p>{t("sync.lead")}</p>
          <p className="hint">{t("sync.how")}</p>
          {typeof server === "object" ? (
            <PairingForm server={server.origin} onPair={pair} />
          ) : (
            <NoServer found={server} onLook={look} />
          )}
        </>
      );
    case "shut":
      return (
        <OpenShared
          ways={step.ways}
          onCancel={cancel}
          onOpen={async (credential) => {
            await goOn(step.connecting, await step.connecting.open(credential));
          }}
        />
      );
    case "preview":
      return (
        <JoinPreview
          preview={step.preview}
          isOther={step.isOther}
          onCancel={cancel}
          onConfirm={async (passkey) => {
            await step.connecting.confirm(passkey);
            await goOn(step.connecting, { kind: "done" });
          }}
        />
      );
  }
}

/** Why nothing can be connected yet, or here. */
function NoServer({
  found,
  onLook,
}: {
  readonly found: Exclude<Server, object>;
  readonly onLook: () => void;
}) {
  switch (found) {
    case "asking":
      return <p role="status">{t("action.working")}</p>;
    case "none":
      return <Notice>{t("sync.noServer")}</Notice>;
    case "unreachable":
      return (
        <Notice kind="error" actions={<Button onClick={onLook}>{t("action.tryAgain")}</Button>}>
          {t("sync.notConnected")}
        </Notice>
      );
  }
}

function askNetwork(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init);
}

type Server = "asking" | "none" | "unreachable" | { readonly origin: string };

/** Asks the app's own host for the server, once the person is here. */
function useServer() {
  const [server, setServer] = useState<Server>("asking");
  const look = () => {
    setServer("asking");
    findServer().then(
      (origin) => setServer(origin === undefined ? "none" : { origin }),
      () => setServer("unreachable"),
    );
  };
  useEffect(look, []);
  return { server, look };
}

/** A device that was paired and then left half-way, by going elsewhere or by locking, is taken off the list again. */
function usePending() {
  const pending = useRef<Connecting>(undefined);
  useEffect(() => () => void pending.current?.cancel(), []);
  return pending;
}
