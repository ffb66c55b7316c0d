import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const worker = "sw.js";

/**
 * Tells the service worker which files make up this version. The list is the worker's own text, so that a browser sees a new
 * version by comparing one file.
 */
function precacheList(): Plugin {
  let publicFolder = "";
  return {
    name: "sallyport:precache-list",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle(_options, bundle) {
      const script = bundle[worker];
      if (script?.type !== "chunk") throw new Error(`the build made no ${worker}`);
      if (script.imports.length > 0) throw new Error(`${worker} must stand alone`);
      const copied = readdirSync(publicFolder).map(
        (name) => [name, readFileSync(join(publicFolder, name))] as const,
      );
      const built = Object.values(bundle)
        .filter(({ fileName }) => fileName !== worker)
        .map((file) => [file.fileName, file.type === "asset" ? file.source : file.code] as const);
      const files = [...copied, ...built].sort(([a], [b]) => (a < b ? -1 : 1));
      const digest = createHash("sha256");
      for (const [name, content] of files) digest.update(`${name}\0`).update(content);
      const addresses = files.map(([name]) => (name === "index.html" ? "/" : `/${name}`));
      script.code = script.code
        .replace("__VERSION__", JSON.stringify(digest.digest("hex").slice(0, 16)))
        .replace("__FILES__", JSON.stringify(addresses));
    },
  };
}

/** The same policy that Sallyport sends, for hosts that only serve files. What a page may not say of itself is left to headers. */
function policyInPage(): Plugin {
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "form-action 'none'",
    "img-src 'self' blob: data:",
    "manifest-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types worker",
  ].join("; ");
  return {
    name: "sallyport:policy-in-page",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: policy },
        injectTo: "head-prepend",
      },
    ],
  };
}

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8")) as {
  readonly version: string;
};

export default defineConfig({
  base: "/",
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [react(), policyInPage(), precacheList()],
  build: {
    // Whoever passes the built app on passes on what their authors ask for.
    license: { fileName: "licenses.txt" },
    // Nothing is inlined: a data: script or font would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rolldownOptions: {
      input: { index: "index.html", worker: "service-worker/service-worker.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "worker" ? worker : "assets/[name]-[hash].js"),
      },
    },
  },
});
