// Reads QR codes from pictures. The reader itself is loaded when first needed: most visits need none.

const mostSide = 1600;
/** A code may be small in a big screenshot, or huge in a photo. */
const sides = [mostSide, 800, 400] as const;

/** The text of the QR code in a picture; undefined where none is found. */
export async function readPicture(picture: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(picture);
  try {
    for (const side of sides) {
      const text = await readFrame(bitmap, { width: bitmap.width, height: bitmap.height, side });
      if (text !== undefined) return text;
    }
    return undefined;
  } finally {
    bitmap.close();
  }
}

/** The same for what a video shows at this moment. */
export async function readVideo(video: HTMLVideoElement, side = 800): Promise<string | undefined> {
  const { videoWidth: width, videoHeight: height } = video;
  return width === 0 ? undefined : readFrame(video, { width, height, side });
}

async function readFrame(
  source: CanvasImageSource,
  {
    width,
    height,
    side,
  }: { readonly width: number; readonly height: number; readonly side: number },
): Promise<string | undefined> {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  context.fillStyle = "#fff"; // behind a picture that is partly transparent
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  const { default: decodeQR } = await import("qr/decode.js");
  try {
    return decodeQR(image, { timeLimit: 500 });
  } catch {
    return undefined; // there is none in it, or none that can be read
  }
}
