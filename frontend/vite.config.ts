/// <reference types="vitest/config" />
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { flags } from "./flags.ts";
import { locales } from "./locales.ts";

/** What loads one file with all that it imports: in many small ones it would cost more in heads than in contents. */
const ROOTS = {
  shared: /src\/(main\.ts|views\/session\/SessionPage\.svelte)$/,
  languages: /src\/views\/(session\/Languages|interpretation\/LanguageControl)\.svelte$/,
};

type Modules = { getModuleInfo: (id: string) => { importers: readonly string[] } | null };

/** The group of a module: that of the root that imports it, directly or through others. */
function groupOf(id: string, modules: Modules): string | null {
  const seen = new Set([id]);
  for (const one of seen)
    for (const importer of modules.getModuleInfo(one)?.importers ?? []) seen.add(importer);
  const found = Object.entries(ROOTS).find(([, root]) => [...seen].some((one) => root.test(one)));
  return found?.[0] ?? null;
}

/** Parts of Svelte that the audience's first script does not need, and would carry with its other parts. */
const RARE =
  /svelte\/src\/(internal\/(client\/dom\/(elements\/(transitions|bindings\/input)|blocks\/svelte-element)|shared\/clone)|reactivity\/set)\.js$/;

const backend = "http://127.0.0.1:8000";

export default defineConfig(({ command }) => ({
  // Django serves the build under /static/app/; the development server answers the routes themselves.
  base: command === "build" ? "/static/app/" : "/",
  plugins: [svelte(), flags(), locales()],
  // Vitest would otherwise pick Svelte's server build, where runes do not react.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  build: {
    manifest: true,
    target: "es2022",
    // A strict CSP allows no inline script, and a preload polyfill would be one.
    // Lists of what each part needs would weigh on the audience's script; a part asks for its own, a moment later.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, needed, { hostType }) =>
        hostType === "html" ? needed : needed.filter((file) => file.endsWith(".css")),
    },
    assetsInlineLimit: 0,
    // What most pages share stays in one chunk: twenty small ones compress worse, and the audience pays for each.
    rolldownOptions: {
      // The server's own pages, of sign-in for example, share the tokens.
      input: ["index.html", "src/design/pages.css"],
      // They only define functions, so nothing loads them for an effect.
      treeshake: {
        moduleSideEffects: [{ test: RARE, sideEffects: false }],
      },
      output: {
        // Each name that the audience's script mentions has its hash in it, which does not compress.
        chunkFileNames: "assets/[name]-[hash:7].js",
        assetFileNames: "assets/[name]-[hash:7][extname]",
        codeSplitting: {
          groups: [
            { name: "rare", test: RARE, priority: 1, includeDependenciesRecursively: false },
            { name: groupOf, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": backend, "/media": backend, "/ws": { target: backend, ws: true } } },
  // One world for all files: a new one for each costs ten times their tests.
  test: {
    environment: "jsdom",
    isolate: false,
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/testing/setup.ts"],
    // Only a test that fails waits so long; a busy machine is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}));
