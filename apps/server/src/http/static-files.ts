// The files of a built web app, read and compressed when first asked for and then kept. Only names that the build wrote can be
// asked for: there is no path to leave the folder by.

import { readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

export interface StaticFile {
  readonly mediaType: string;
  /** Its name has its digest in it: it never changes. */
  readonly immutable: boolean;
  bytes(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
  readonly compressible: boolean;
}

export interface StaticFiles {
  /** By its path below the folder: `assets/index-a1b2c3.js`. */
  find(name: string): StaticFile | undefined;
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const alreadySmall: ReadonlySet<string> = new Set([".ico", ".png", ".woff2"]);

/** The files below a folder as they are now; none where there is no such folder. `change`: pages that are not sent as they are. */
export function openStaticFiles(folder: string, change: PageChanges = {}): StaticFiles {
  const open = (name: string) => openFile(folder, name, change[name]);
  const files = new Map(namesBelow(folder).map((name) => [name, open(name)] as const));
  return { find: (name) => files.get(name) };
}

/** By name, what becomes of a page's text before it is sent. */
type PageChanges = Readonly<Record<string, (text: string) => string>>;

function namesBelow(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll("\\", "/"));
}

function openFile(folder: string, name: string, change?: (text: string) => string): StaticFile {
  const extension = extname(name);
  const kept = new Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>();
  const read = async () => {
    const bytes = await readFile(join(folder, name));
    return change === undefined ? bytes : Buffer.from(change(bytes.toString("utf8")), "utf8");
  };
  const load = async (encoding: Encoding) => new Uint8Array(await encoders[encoding](await read()));
  return {
    mediaType: mediaTypes[extension] ?? "application/octet-stream",
    immutable: name.startsWith("assets/"),
    compressible: !alreadySmall.has(extension),
    bytes: (encoding) => {
      const known = kept.get(encoding);
      if (known !== undefined) return known;
      const loading = load(encoding);
      kept.set(encoding, loading);
      loading.catch(() => kept.delete(encoding)); // asked for again, it is tried again
      return loading;
    },
  };
}

const zip = promisify(gzip);
const brotli = promisify(brotliCompress);
// Quality 11 would hold up the first visitor for seconds; 6 is within a few percent of it.
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

const encoders: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => brotli(bytes, brotliOptions),
  gzip: (bytes) => zip(bytes),
  identity: async (bytes) => bytes,
};

/** The best encoding of ours that the client takes. */
export function chooseEncoding(acceptEncoding: string | null): Encoding {
  const accepted = (acceptEncoding ?? "")
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
    .map((part) => part.replace(/;.*$/, "").trim());
  return (["br", "gzip"] as const).find((encoding) => accepted.includes(encoding)) ?? "identity";
}
