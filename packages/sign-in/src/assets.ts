// The one style sheet, the one script and the product's mark: static files under an address that has their digest in it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const mediaTypes = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
} as const;

interface Asset {
  readonly href: string;
  readonly mediaType: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly zipped: Uint8Array<ArrayBuffer>;
}

function load(name: string, extension: keyof typeof mediaTypes): Asset {
  const plain = new Uint8Array(
    readFileSync(new URL(`./assets/${name}.${extension}`, import.meta.url)),
  );
  const digest = createHash("sha256").update(plain).digest("hex").slice(0, 16);
  return {
    href: `/signin/assets/${name}-${digest}.${extension}`,
    mediaType: mediaTypes[extension],
    plain,
    zipped: new Uint8Array(gzipSync(plain, { level: 9 })),
  };
}

export const assets = {
  style: load("sign-in", "css"),
  script: load("sign-in", "js"),
  mark: load("mark", "svg"),
} as const;

/** The file at this address, to be kept for ever; undefined where there is none. */
export function answerAsset(request: Request, path: string): Response | undefined {
  const asset = Object.values(assets).find(({ href }) => href === path);
  if (asset === undefined) return undefined;
  const zip = /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
  const body = zip ? asset.zipped : asset.plain;
  return new Response(body, {
    headers: {
      "content-length": String(body.byteLength),
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": asset.mediaType,
      "cross-origin-resource-policy": "same-origin",
      vary: "accept-encoding",
      "x-content-type-options": "nosniff",
      ...(zip ? { "content-encoding": "gzip" } : {}),
    },
  });
}
