/**
 * Finds modules of src that import each other in a circle, by type imports too: `node checkCycles.js`, part of `npm run check`.
 *
 * A page that is loaded lazily (`import("…")`) may import what loads it. Prints each circle; the exit code is 1 where
 * there is one.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const modules = readdirSync("src", { withFileTypes: true, recursive: true })
  .filter((one) => one.isFile() && /\.(ts|svelte)$/.test(one.name) && !/\.test\.ts$/.test(one.name))
  .map((one) => join(one.parentPath ?? one.path, one.name));
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s*["'](\.[^"']+)["']|(?:^|\n)\s*import\s*["'](\.[^"']+)["']/g;

function found(from, path) {
  const there = normalize(join(dirname(from), path));
  return [there, `${there}.ts`, join(there, "index.ts")].find(
    (one) => /\.(ts|svelte)$/.test(one) && existsSync(one),
  );
}

const imports = new Map(
  modules.map((one) => [
    one,
    [...readFileSync(one, "utf8").matchAll(IMPORT)]
      .map((hit) => found(one, hit[1] ?? hit[2]))
      .filter(Boolean),
  ]),
);
const done = new Set();
const circles = [];

function walk(one, above) {
  if (above.includes(one)) circles.push([...above.slice(above.indexOf(one)), one]);
  else if (!done.has(one)) {
    for (const next of imports.get(one) ?? []) walk(next, [...above, one]);
    done.add(one);
  }
}

for (const one of modules) walk(one, []);
for (const circle of circles) console.error(`These modules import each other: ${circle.join(" → ")}`);
const edges = [...imports.values()].flat().length;
if (edges < modules.length) console.error(`Only ${edges} imports were found in ${modules.length} modules.`);
process.exit(circles.length || edges < modules.length ? 1 : 0);
