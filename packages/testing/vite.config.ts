// The packed kit (tools/lib/pack-testing.mjs): the house's own modules in a few plain JavaScript files, because Node takes out no
// types below node_modules. What comes from a registry stays an import, and a dependency of the package.

export default {
  build: {
    ssr: true, // for Node: node:* and packages are left alone
    copyPublicDir: false,
    target: "node24",
    minify: false, // people read what a stack trace names
    rolldownOptions: {
      input: { index: "src/index.ts", main: "src/main.ts" },
      output: {
        // Flat: what a module reads beside itself (assets/, ../package.json) is found by the same path as in the checkout.
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        banner: ({ name }: { name: string }) => (name === "main" ? "#!/usr/bin/env node" : ""),
      },
    },
  },
};
