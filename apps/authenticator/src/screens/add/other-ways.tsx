import { t } from "../../i18n/t.ts";
import { captureScreen, endCapture } from "../../scan/camera.ts";
import { readVideo } from "../../scan/decode.ts";
import { Button } from "../../ui/button.tsx";
import { FilePicker } from "../../ui/file-picker.tsx";

interface OtherWaysProps {
  readonly onText: (text: string) => void;
  readonly onPicture: (picture: Blob) => Promise<void>;
  readonly onFault: (fault: string | undefined) => void;
}

/** A code that is a picture already: in a file, on this screen, in the clipboard. */
export function OtherWays({ onText, onPicture, onFault }: OtherWaysProps) {
  const canCapture = typeof navigator.mediaDevices?.getDisplayMedia === "function";
  const canPaste = typeof navigator.clipboard?.read === "function";
  const capture = async () => {
    onFault(undefined);
    const video = await captureScreen();
    if (video === undefined) return;
    try {
      const text = (await readVideo(video, 2400)) ?? (await readVideo(video, 1200));
      if (text === undefined) onFault(t("add.noCode"));
      else onText(text);
    } finally {
      endCapture(video);
    }
  };
  const paste = async () => {
    onFault(undefined);
    try {
      const pasted = await readClipboard();
      if (pasted === undefined) onFault(t("add.nothingPasted"));
      else if (typeof pasted === "string") onText(pasted);
      else await onPicture(pasted);
    } catch {
      onFault(t("add.mayNotPaste"));
    }
  };
  return (
    <>
      <div className="buttons ways">
        <FilePicker
          label={t("add.picture")}
          icon="picture"
          accept="image/*"
          onFile={(file) => void onPicture(file)}
        />
        {canCapture ? (
          <Button icon="screen" onClick={capture}>
            {t("add.screen")}
          </Button>
        ) : null}
        {canPaste ? (
          <Button icon="paste" onClick={paste}>
            {t("add.paste")}
          </Button>
        ) : null}
      </div>
      <p className="hint drop-hint">{t("add.dropHint")}</p>
    </>
  );
}

async function readClipboard(): Promise<Blob | string | undefined> {
  for (const item of await navigator.clipboard.read()) {
    const picture = item.types.find((type) => type.startsWith("image/"));
    if (picture !== undefined) return item.getType(picture);
    if (item.types.includes("text/plain")) return (await item.getType("text/plain")).text();
  }
  return undefined;
}
