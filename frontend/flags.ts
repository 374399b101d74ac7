/** A Vite plugin: the flags of states as files `flags/<code>.svg`, so that no script carries a table of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const FOLDER = join(import.meta.dirname, "node_modules/flag-icons/flags/4x3");
const STATE = /^[a-z]{2}\.svg$/;

export function flags(): Plugin {
  return {
    name: "balai-flags",
    configureServer({ middlewares }) {
      middlewares.use("/flags/", (request, response) => {
        const name = (request.url ?? "").slice(1);
        response.setHeader("Content-Type", "image/svg+xml");
        response.end(STATE.test(name) ? readFileSync(join(FOLDER, name)) : "");
      });
    },
    generateBundle() {
      for (const name of readdirSync(FOLDER).filter((file) => STATE.test(file)))
        this.emitFile({ type: "asset", fileName: `flags/${name}`, source: readFileSync(join(FOLDER, name)) });
    },
  };
}
