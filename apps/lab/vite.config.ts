import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import katex from "katex";
import { defineConfig, type Plugin } from "vite";
import { formulas } from "./formulas/formulas.js";

/** `virtual:formulas`: every formula as HTML, set when the page is built, so that the page carries no typesetter. */
function formulaPlugin(): Plugin {
  const id = "virtual:formulas";
  return {
    name: "formulas",
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(source) {
      if (source !== `\0${id}`) return null;
      const set = Object.entries(formulas).map(([name, tex]) => [name, katex.renderToString(tex, { strict: "error" })]);
      return `export const formulaHtml = ${JSON.stringify(Object.fromEntries(set))};`;
    },
  };
}

/** Leaves of a font the one format that every browser with modules reads. */
function fontPlugin(): Plugin {
  return {
    name: "fonts",
    enforce: "pre",
    transform(css, id) {
      if (!id.endsWith("katex.min.css")) return null;
      return { code: css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]*"\)/g, ""), map: null };
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  plugins: [svelte({ configFile: false }), formulaPlugin(), fontPlugin()],
  worker: { format: "es" },
  server: { host: "127.0.0.1" },
  build: {
    outDir: fileURLToPath(new URL("../../dist/lab", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
