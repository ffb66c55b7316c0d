// What Chromium's fake camera sees: a film of one picture, in the raw form it reads (YUV4MPEG2, https://wiki.multimedia.cx/index.php/YUV4MPEG2).

export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, 0 black to 255 white. */
  readonly pixels: Uint8Array;
}

const film = { width: 640, height: 480, frames: 2 } as const;

/** Puts a picture into the middle of a grey wall and films it. */
export function filmOf(picture: GreyPicture): Buffer {
  const luma = Buffer.alloc(film.width * film.height, 160);
  const left = Math.floor((film.width - picture.width) / 2);
  const top = Math.floor((film.height - picture.height) / 2);
  if (left < 0 || top < 0) throw new Error("the picture is larger than the film");
  for (let row = 0; row < picture.height; row++) {
    const from = row * picture.width;
    luma.set(picture.pixels.subarray(from, from + picture.width), (top + row) * film.width + left);
  }
  const colours = Buffer.alloc((film.width * film.height) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, colours]);
  const header = Buffer.from(`YUV4MPEG2 W${film.width} H${film.height} F10:1 Ip A1:1 C420mpeg2\n`);
  return Buffer.concat([header, ...Array.from({ length: film.frames }, () => frame)]);
}
