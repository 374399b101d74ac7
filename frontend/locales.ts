/**
 * A Vite plugin: each catalogue in each language as one file `assets/<catalogue>.<language>-<hash>.json`, so that no script
 * carries a table of them. The hash is that of all catalogues together; scripts have it as `LOCALES_HASH`.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const FOLDER = join(import.meta.dirname, "src/locales");
const NAME = /^\/(\w+)\.(\w+)-\w+\.json$/;

function catalogues(): { catalogue: string; language: string; texts: string }[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((one) => one.isDirectory());
  return folders.flatMap(({ name: catalogue }) =>
    readdirSync(join(FOLDER, catalogue)).map((file) => ({
      catalogue,
      language: file.replace(".json", ""),
      texts: JSON.stringify(JSON.parse(readFileSync(join(FOLDER, catalogue, file), "utf8"))),
    })),
  );
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
        const [, catalogue, language] = NAME.exec(request.url ?? "") ?? [];
        const path = join(FOLDER, catalogue ?? "", `${language}.json`);
        if (!catalogue || !existsSync(path)) return next();
        response.setHeader("Content-Type", "application/json");
        response.end(readFileSync(path));
      });
    },
    generateBundle() {
      for (const { catalogue, language, texts } of catalogues())
        this.emitFile({
          type: "asset",
          fileName: `assets/${catalogue}.${language}-${hash}.json`,
          source: texts,
        });
    },
  };
}
