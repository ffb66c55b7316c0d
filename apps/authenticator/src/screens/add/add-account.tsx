import { type EntryDraft, readText } from "@sallyport/vault";
import { useCallback, useEffect, useRef, useState } from "react";
import { faultText } from "../../i18n/fault-text.ts";
import { t } from "../../i18n/t.ts";
import { takeShared } from "../../pwa/shared.ts";
import { go } from "../../routes.ts";
import { readPicture } from "../../scan/decode.ts";
import { findPairingCode, type PairingCode, scannedPairing } from "../../sync/pairing.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Preview } from "../backup/preview.tsx";
import { BatchProgress } from "./batch-progress.tsx";
import { CameraView } from "./camera-view.tsx";
import { OtherWays } from "./other-ways.tsx";
import { TypedKeyForm } from "./typed-key-form.tsx";
import { type Doubt, useAdding } from "./use-adding.ts";
import { usePasteAndDrop } from "./use-paste-and-drop.ts";

/** Every way to bring an account in. Each ends with a text, or with what was typed. */
export function AddAccount({ takesShared = false }: { readonly takesShared?: boolean }) {
  const adding = useAdding();
  const { add, onFault, fault, doubt, findings, progress } = adding;
  const [isFilming, setFilming] = useState(false);
  const [typedKey, setTypedKey] = useState("");
  const [pairing, setPairing] = useState<PairingCode>();

  const onText = useCallback(
    (text: string): boolean => {
      const pairingCode = findPairingCode(text);
      setPairing(pairingCode);
      if (pairingCode !== undefined) return true;
      try {
        const read = readText(text);
        if (read.kind === "key") setTypedKey(read.key);
        else add(read);
        return read.kind !== "batches";
      } catch (error) {
        onFault(faultText(error));
        return false;
      }
    },
    [add, onFault],
  );
  const onPicture = useCallback(
    async (picture: Blob) => {
      onFault(undefined);
      try {
        const text = await readPicture(picture);
        if (text === undefined) onFault(t("add.noCode"));
        else onText(text);
      } catch {
        onFault(t("add.noPicture"));
      }
    },
    [onText, onFault],
  );
  const onScanned = (text: string) => {
    if (onText(text)) setFilming(false);
  };
  const isDropping = usePasteAndDrop({ onText, onPicture });
  useShared(takesShared, { onText, onPicture });

  if (findings !== undefined) {
    return (
      <Page title={t("add.title")}>
        <Preview findings={findings} onDone={() => go("codes")} onCancel={adding.forget} />
      </Page>
    );
  }
  return (
    <Page title={t("add.title")}>
      {fault === undefined ? null : (
        <Notice key={fault} kind="error" isAnswer={true}>
          {fault}
        </Notice>
      )}
      {doubt === undefined ? null : <Doubtful doubt={doubt} onEnd={adding.forget} />}
      {pairing === undefined ? null : <Pairing pairing={pairing} />}
      {progress === undefined ? null : (
        <BatchProgress progress={progress} onTake={adding.takeIncomplete} />
      )}
      <section className={isDropping ? "card scan is-dropping" : "card scan"}>
        <h2>{t("add.scan")}</h2>
        {isFilming ? (
          <CameraView onText={onScanned} onEnd={() => setFilming(false)} />
        ) : (
          <>
            <p>{t("add.scanLead")}</p>
            <Button look="primary" icon="camera" onClick={() => setFilming(true)}>
              {t("add.startCamera")}
            </Button>
          </>
        )}
        <OtherWays onText={onText} onPicture={onPicture} onFault={onFault} />
      </section>
      <TypedKeyForm
        key={typedKey}
        givenKey={typedKey}
        onLink={onText}
        onDraft={(draft: EntryDraft) => add({ kind: "accounts", drafts: [draft], refused: [] })}
      />
    </Page>
  );
}

/** Whether it is to be added after all. */
function Doubtful({ doubt, onEnd }: { readonly doubt: Doubt; readonly onEnd: () => void }) {
  const { kind, draft, title, onAddAnyway } = doubt;
  const isDuplicate = kind === "duplicate";
  return (
    <Notice
      kind="warning"
      isAnswer={true}
      actions={
        <>
          {isDuplicate ? <Button onClick={() => go("codes")}>{t("add.showCodes")}</Button> : null}
          <Button look={isDuplicate ? "quiet" : "normal"} onClick={onAddAnyway}>
            {t(isDuplicate ? "add.addAgain" : "add.addShort")}
          </Button>
          <Button look="quiet" onClick={onEnd}>
            {t(isDuplicate ? "action.dismiss" : "action.cancel")}
          </Button>
        </>
      }
    >
      {isDuplicate
        ? t("add.duplicate", { title })
        : t("add.short", { title, count: lettersOf(draft.secret) })}
    </Notice>
  );
}

/** As many as a service shows of such a key: a letter of base32 has five bits. */
function lettersOf({ byteLength }: Uint8Array): number {
  return Math.ceil((byteLength * 8) / 5);
}

/** A code that connects devices: this is not its place. */
function Pairing({ pairing }: { readonly pairing: PairingCode }) {
  const take = () => {
    scannedPairing.set(pairing);
    go("sync");
  };
  return (
    <Notice
      isAnswer={true}
      actions={
        <Button look="primary" onClick={take}>
          {t("add.goToSync")}
        </Button>
      }
    >
      {t("add.pairing")}
    </Notice>
  );
}

/** What another app shared is read once. */
function useShared(
  takes: boolean,
  {
    onText,
    onPicture,
  }: {
    readonly onText: (text: string) => void;
    readonly onPicture: (picture: Blob) => Promise<void>;
  },
): void {
  const wasTaken = useRef(false);
  useEffect(() => {
    if (!takes || wasTaken.current) return;
    wasTaken.current = true;
    void takeShared().then(async (shared) => {
      if (shared === undefined) return;
      if (shared.type.startsWith("image/")) await onPicture(shared);
      else onText(await shared.text());
    });
  }, [takes, onText, onPicture]);
}
