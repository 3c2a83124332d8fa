// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles the page into one file: script and style inlined, and a content security policy that
// lets nothing in but that very script (by its hash) and nothing out at all.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { defineConfig, transformWithEsbuild } from "vite";

const to = "dist/report.html";

function policyOf(script) {
  const hash = createHash("sha256").update(script, "utf8").digest("base64");
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'", // the pictures style themselves
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function onePage() {
  return {
    name: "asylsim-one-page",
    apply: "build",
    async generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      const code = files.find((f) => f.type === "chunk" && f.isEntry).code;
      const css = readFileSync("src/style.css", "utf8");
      const style = (await transformWithEsbuild(css, "style.css", { loader: "css", minify: true })).code;
      const script = `\n${code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--")}`;
      const page = readFileSync("index.html", "utf8")
        .replace("<!--asylsim:policy-->", () =>
          `<meta http-equiv="Content-Security-Policy" content="${policyOf(script)}">`)
        .replace("<!--asylsim:style-->", () => `<style>${style}</style>`)
        .replace("<!--asylsim:script-->", () => `<script>${script}</script>`);
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, page);
      for (const name of Object.keys(bundle)) delete bundle[name];
    },
  };
}

export default defineConfig({
  logLevel: "warn",
  build: {
    target: "es2022",
    write: false,
    rollupOptions: {
      input: "src/main.ts",
      output: { format: "iife", inlineDynamicImports: true },
    },
  },
  plugins: [onePage()],
});
