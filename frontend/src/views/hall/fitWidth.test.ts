import { afterEach, expect, it, vi } from "vitest";
import { fitWidth } from "./fitWidth";

/** A box of at most 100 pixels, whose text has this many lines at every size. */
function box(lines: number): HTMLElement {
  const node = document.createElement("p");
  const high = () => lines * Number.parseFloat(node.style.fontSize);
  Object.defineProperty(node, "scrollHeight", { get: high });
  const style = document.createElement("style");
  style.textContent = "p { max-block-size: 100px }";
  document.head.append(style);
  document.body.append(node);
  return node;
}

afterEach(() => vi.unstubAllGlobals());

it("takes the largest size that fits, and makes the box higher if none fits", () => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = vi.fn();
    },
  );
  const [short, long] = [box(4), box(9)];
  for (const node of [short, long]) fitWidth(28, 14)(node);
  expect([short.style.fontSize, short.style.maxBlockSize]).toEqual(["24px", ""]);
  expect([long.style.fontSize, long.style.maxBlockSize]).toEqual(["14px", "none"]);
});
