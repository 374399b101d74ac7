import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** A layer imports those before it, and none behind it: messages, locales, wire, state, media, components, views. */
const BEHIND = {
  locales: ["wire", "state", "media", "components", "views"],
  wire: ["state", "media", "components", "views"],
  state: ["components", "views"],
  media: ["components", "views"],
  components: ["views"],
};
const layers = Object.entries(BEHIND).map(([layer, behind]) => ({
  files: [`src/${layer}/**`],
  ignores: ["**/*.test.ts"],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { regex: `^(\\.\\./)+(${behind.join("|")})/`, message: `src/${layer} does not import these.` },
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ["dist/", "src/messages/"] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: globals.browser } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  ...layers,
  {
    rules: {
      "@typescript-eslint/no-non-null-assertion": "error",
      "svelte/no-navigation-without-resolve": "off", // the router is our own, not SvelteKit's
    },
  },
);
