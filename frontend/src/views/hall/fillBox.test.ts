import { afterEach, expect, it, vi } from "vitest";
import { fillBox } from "./fillBox";

afterEach(() => vi.unstubAllGlobals());

it("takes the largest size that fits, or the smallest", () => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = vi.fn();
    },
  );
  const sizes = [1, 5, 100].map((lines) => {
    const node = document.createElement("p");
    Object.defineProperty(node, "clientHeight", { value: 100 });
    Object.defineProperty(node, "scrollHeight", {
      get: () => lines * Number.parseFloat(node.style.fontSize),
    });
    fillBox(40, 14)(node);
    return node.style.fontSize;
  });
  expect(sizes).toEqual(["40px", "20px", "14px"]);
});
