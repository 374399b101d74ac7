/**
 * A Vite plugin: each catalogue in each language as one file `assets/<catalogue>.<language>-<hash>.json`, so that no script
 * carries a table of them. The hash is that of all catalogues together; scripts have it as `LOCALES_HASH`.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const FOLDER = join(import.meta.dirname, "src/locales");
const NAME = /^\/(\w+\.\w+)-\w+\.json$/;

/** The texts of each catalogue, by `<catalogue>.<language>`. */
function catalogues(): Record<string, string> {
  const languages = readdirSync(FOLDER, { withFileTypes: true }).filter((one) => one.isDirectory());
  const entries = languages.flatMap(({ name: language }) =>
    readdirSync(join(FOLDER, language)).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(FOLDER, language, file), "utf8"))).map(
        ([catalogue, texts]) => [`${catalogue}.${language}`, JSON.stringify(texts)],
      ),
    ),
  );
  return Object.fromEntries(entries);
}

export function locales(): Plugin {
  let hash = "";
  return {
    name: "balai-locales",
    config() {
      hash = createHash("sha256").update(JSON.stringify(catalogues())).digest("hex").slice(0, 7);
      return { define: { LOCALES_HASH: JSON.stringify(hash) } };
    },
    configureServer({ middlewares }) {
      middlewares.use("/assets", (request, response, next) => {
        const texts = catalogues()[NAME.exec(request.url ?? "")?.[1] ?? ""];
        if (!texts) return next();
        response.setHeader("Content-Type", "application/json");
        response.end(texts);
      });
    },
    generateBundle() {
      for (const [name, source] of Object.entries(catalogues()))
        this.emitFile({ type: "asset", fileName: `assets/${name}-${hash}.json`, source });
    },
  };
}
