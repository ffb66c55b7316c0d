import type { Way } from "@sallyport/vault";
import { useEffect, useRef, useState } from "react";
import { now } from "../../clock/clock.ts";
import { t } from "../../i18n/t.ts";
import { Connecting, type Stage } from "../../sync/connect.ts";
import { findServer } from "../../sync/server.ts";
import { startSync, syncStorage } from "../../sync/sync.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { say } from "../../ui/toasts.tsx";
import { useSession } from "../../vault/vault-context.tsx";
import { JoinPreview } from "./join-preview.tsx";
import { OpenShared } from "./open-shared.tsx";
import { PairingForm } from "./pairing-form.tsx";

type Step = { readonly kind: "pairing" } | (Stage & { readonly connecting: Connecting });

/** Turns sync on: a code of the console, what opens the synced vault, and a look at what will be put together. */
export function Connect() {
  const session = useSession();
  const { server, look } = useServer();
  const [step, setStep] = useState<Step>({ kind: "pairing" });
  const pending = usePending();

  const confirm = async (connecting: Connecting, passkey: Way | undefined) => {
    await connecting.confirm(passkey);
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
      setStep({ ...(await connecting.look()), connecting });
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
    case "shut": {
      const { ways, connecting } = step;
      return (
        <OpenShared
          ways={ways}
          whose={connecting.whose}
          onCancel={cancel}
          onOpen={async (credential, signal) => {
            setStep({ ...(await connecting.open(credential, signal)), connecting });
          }}
        />
      );
    }
    case "preview": {
      const { preview, meets, connecting } = step;
      return (
        <JoinPreview
          preview={preview}
          meets={meets}
          whose={connecting.whose}
          onCancel={cancel}
          onConfirm={(passkey) => confirm(connecting, passkey)}
        />
      );
    }
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
