import { useEffect, useRef, useState } from "react";
import { t } from "../../i18n/t.ts";
import {
  type Camera,
  type CameraChoice,
  type CameraFault,
  cameraFault,
  listCameras,
  startCamera,
} from "../../scan/camera.ts";
import { readVideo } from "../../scan/decode.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";

const lookEveryMs = 150;
/** The same code again, while it is still in view, is not read twice. */
const againAfterMs = 3000;

/** What the camera sees, looked at several times a second until there is a QR code in it. */
export function CameraView({
  onText,
  onEnd,
}: {
  readonly onText: (text: string) => void;
  readonly onEnd: () => void;
}) {
  const [wanted, setWanted] = useState<string>();
  const [choices, setChoices] = useState<readonly CameraChoice[]>([]);
  const [hasTorch, setHasTorch] = useState(false);
  const [isLit, setLit] = useState(false);
  const { camera, fault } = useCamera(wanted);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (camera === undefined || video.current === null) return;
    video.current.srcObject = camera.stream;
    setHasTorch(false);
    setLit(false);
    void listCameras().then(setChoices); // names are told only once a camera was allowed
  }, [camera]);
  useReader(video, onText);
  if (fault !== undefined) {
    return (
      <Notice kind="error" actions={<Button onClick={onEnd}>{t("action.close")}</Button>}>
        {t(`camera.${fault}`)}
      </Notice>
    );
  }
  const light = () => {
    const next = !isLit;
    // A light that does not obey, as when the battery is low, stays shown as it is.
    camera?.setTorch(next).then(
      () => setLit(next),
      () => undefined,
    );
  };
  return (
    <div className="camera">
      <div className="camera-frame">
        <video
          ref={video}
          autoPlay={true}
          playsInline={true}
          muted={true}
          onPlaying={() => setHasTorch(camera?.hasTorch() === true)}
          aria-label={t("camera.view")}
        />
        <span className="camera-corners" aria-hidden="true" />
      </div>
      <p className="hint" role="status">
        {camera === undefined ? t("camera.starting") : t("camera.lead")}
      </p>
      <div className="camera-tools">
        {choices.length > 1 ? (
          <Select
            label={t("camera.choice")}
            value={camera?.deviceId ?? ""}
            onChange={setWanted}
            choices={choices.map(({ deviceId, label }, index) => ({
              value: deviceId,
              text: label === "" ? t("camera.unnamed", { number: index + 1 }) : label,
            }))}
          />
        ) : null}
        {hasTorch ? (
          <Button icon="torch" aria-pressed={isLit} onClick={light}>
            {t("camera.torch")}
          </Button>
        ) : null}
        <Button onClick={onEnd}>{t("camera.stop")}</Button>
      </div>
    </div>
  );
}

function useCamera(deviceId: string | undefined) {
  const [camera, setCamera] = useState<Camera>();
  const [fault, setFault] = useState<CameraFault>();
  useEffect(() => {
    let isWanted = true;
    let started: Camera | undefined;
    startCamera(deviceId).then(
      (running) => {
        started = running;
        if (isWanted) setCamera(running);
        else running.stop();
      },
      (error: unknown) => {
        if (isWanted) setFault(cameraFault(error));
      },
    );
    return () => {
      isWanted = false;
      started?.stop();
      setCamera(undefined);
    };
  }, [deviceId]);
  return { camera, fault };
}

function useReader(
  video: React.RefObject<HTMLVideoElement | null>,
  onText: (text: string) => void,
): void {
  const report = useRef(onText);
  report.current = onText;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    let last = { text: "", atMs: 0 };
    const look = async () => {
      const text = video.current === null ? undefined : await readVideo(video.current);
      if (isOver) return;
      const isAgain = text === last.text && Date.now() - last.atMs < againAfterMs;
      if (text !== undefined && !isAgain) report.current(text);
      if (text !== undefined) last = { text, atMs: Date.now() };
      timer = setTimeout(look, lookEveryMs);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [video]);
}
