import { createHash } from "node:crypto";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * The console's Content-Security-Policy says `font-src 'self'`, but Cloudscape ships its font inside its style sheet as
 * data: addresses. This takes them out and writes them as the files the policy asks for.
 */
function fontsAsFiles(): Plugin {
  const embedded = /url\((["']?)data:font\/woff2;(?:charset=utf-8;)?base64,([A-Za-z0-9+/=]+)\1\)/g;
  // An address that Vite leaves alone until the file's name is known.
  const marker = /https:\/\/font-file\.invalid\/([\w$-]+)/g;
  let base = "/";
  return {
    name: "sallyport:fonts-as-files",
    apply: "build",
    enforce: "pre",
    configResolved(config) {
      base = config.base;
    },
    transform(code, id) {
      if (!id.includes("global-styles/index.css")) return undefined;
      return code.replace(embedded, (_match, _quote, base64: string) => {
        const digest = createHash("sha256").update(base64).digest("hex").slice(0, 8);
        const source = Buffer.from(base64, "base64");
        const file = this.emitFile({ type: "asset", name: `font-${digest}.woff2`, source });
        return `url(https://font-file.invalid/${file})`;
      });
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !file.fileName.endsWith(".css")) continue;
        file.source = String(file.source).replace(
          marker,
          (_match, reference: string) => `${base}${this.getFileName(reference)}`,
        );
      }
    },
  };
}

/**
 * Cloudscape's layout always brings its drawer for release notes, which only AWS's own consoles fill, and with it a whole
 * drag-and-drop library: a seventh of the first load. Nobody can open that drawer here.
 */
function withoutReleaseNotes(): Plugin {
  const drawer = /\/app-layout\/.*\/feature-notifications-drawer-content\.js$/;
  return {
    name: "sallyport:without-release-notes",
    apply: "build",
    load(id) {
      if (!drawer.test(id)) return undefined;
      return "const nothing = () => null; export { nothing as RuntimeContentPart, nothing as default };";
    },
  };
}

export default defineConfig({
  base: "/console/",
  plugins: [fontsAsFiles(), withoutReleaseNotes(), react()],
  build: {
    // Whoever passes the built app on passes on what their authors ask for.
    license: { fileName: "licenses.txt" },
    // Nothing is inlined: a data: script or font would need a hole in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
});
