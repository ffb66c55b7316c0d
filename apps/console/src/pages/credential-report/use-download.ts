import { useCallback, useEffect, useRef, useState } from "react";
import { call, fetchFile } from "../../api/client.ts";
import type { Output } from "../../api/types.ts";
import { saveFile } from "../../components/download.ts";
import { useConsole } from "../../context/console-context.tsx";

export type DownloadStage =
  | { readonly kind: "idle" }
  | { readonly kind: "making"; readonly done: number; readonly total: number }
  | { readonly kind: "fetching" }
  | { readonly kind: "downloaded" }
  | { readonly kind: "failed"; readonly error: unknown };

const askAgainMs = 500;

const idle: DownloadStage = { kind: "idle" };

/** Has the report made where there is no young one, says how far it is, and saves it. Leaving the page ends the waiting alone. */
export function useDownload() {
  const { accountId } = useConsole();
  const [stage, setStage] = useState(idle);
  const waiting = useRef<AbortController>(null);
  useEffect(() => () => waiting.current?.abort(), []);

  const start = useCallback(() => {
    waiting.current?.abort();
    const controller = new AbortController();
    waiting.current = controller;
    const { signal } = controller;
    const work = async () => {
      setStage({ kind: "making", done: 0, total: 0 });
      const generatedTime = await made(signal, setStage);
      setStage({ kind: "fetching" });
      const csv = await fetchFile("GetCredentialReport", {}, { signal });
      const moment = (generatedTime ?? "").replaceAll(":", "-");
      saveFile(`credentials-report-${accountId}-${moment}.csv`, csv);
      setStage({ kind: "downloaded" });
    };
    work().catch((error: unknown) => {
      if (!signal.aborted) setStage({ kind: "failed", error });
    });
  }, [accountId]);

  return { stage, start, dismiss: useCallback(() => setStage(idle), []) };
}

/** When the report is whole: the time that it tells the truth of. */
async function made(
  signal: AbortSignal,
  tell: (stage: DownloadStage) => void,
): Promise<Output<"GetCredentialReportProgress">["generatedTime"]> {
  for (;;) {
    const { state } = await call("GenerateCredentialReport", {}, { signal });
    const { done, total, generatedTime } = await call(
      "GetCredentialReportProgress",
      {},
      { signal },
    );
    if (state === "COMPLETE") return generatedTime;
    tell({ kind: "making", done, total });
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    signal.throwIfAborted();
  }
}
