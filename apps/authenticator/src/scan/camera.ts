/** A camera that runs, and what can be done with it. */
export interface Camera {
  readonly stream: MediaStream;
  readonly deviceId: string | undefined;
  /** Asked once it films: before its first picture a telephone may not know of its light. */
  hasTorch(): boolean;
  setTorch(isOn: boolean): Promise<void>;
  stop(): void;
}

export interface CameraChoice {
  readonly deviceId: string;
  readonly label: string;
}

export type CameraFault = "denied" | "none" | "busy";

/** Starts the camera of this id, or the one that looks away from the person; throws what the browser says. */
export async function startCamera(deviceId: string | undefined): Promise<Camera> {
  const wanted =
    deviceId === undefined
      ? { facingMode: "environment" as const }
      : { deviceId: { exact: deviceId } };
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { ...wanted, width: { ideal: 1280 }, height: { ideal: 720 } },
    audio: false,
  });
  const [track] = stream.getVideoTracks();
  return {
    stream,
    deviceId: track?.getSettings().deviceId,
    hasTorch() {
      // `torch` is in the Image Capture draft and in no library of types.
      const capabilities: object = track?.getCapabilities?.() ?? {};
      return "torch" in capabilities && capabilities.torch === true;
    },
    async setTorch(isOn) {
      await track?.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] });
    },
    stop: () => {
      for (const each of stream.getTracks()) each.stop();
    },
  };
}

export async function listCameras(): Promise<readonly CameraChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === "videoinput")
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

/** What kept the camera from starting. */
export function cameraFault(error: unknown): CameraFault {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "none";
}

/** One picture of a screen or window that the person chooses; undefined where they chose none. */
export async function captureScreen(): Promise<HTMLVideoElement | undefined> {
  const stream = await navigator.mediaDevices
    .getDisplayMedia({ video: true, audio: false })
    .catch(() => undefined);
  if (stream === undefined) return undefined;
  const video = document.createElement("video");
  video.srcObject = stream;
  video.muted = true;
  await video.play();
  // The picker itself may still be in the first picture.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return video;
}

export function endCapture(video: HTMLVideoElement): void {
  const { srcObject } = video;
  if (srcObject instanceof MediaStream) for (const track of srcObject.getTracks()) track.stop();
}
