/** Shrinks a text until it fits its box, so that long names and clocks are not cut. */
import type { Attachment } from "svelte/attachments";

/** The default smallest size, as a fraction of the requested size. */
const SMALLEST = 0.25;
const STEP = 0.94;

/**
 * The largest size, in pixels, at which the text fits the box's width, and its `max-block-size` where it has one;
 * a text that is too long even at the smallest makes the box higher. Measured anew when the text or the box changes.
 */
export const fitWidth = (size: number, smallest = size * SMALLEST): Attachment<HTMLElement> => {
  return (node) => {
    const measure = () => {
      let tried = size;
      node.style.fontSize = `${tried}px`;
      node.style.maxBlockSize = "";
      while (tried > smallest && overflows(node)) {
        tried = Math.max(smallest, tried * STEP);
        node.style.fontSize = `${Math.floor(tried)}px`;
      }
      if (overflows(node)) node.style.maxBlockSize = "none";
    };
    const texts = new MutationObserver(measure);
    const boxes = new ResizeObserver(measure);
    texts.observe(node, { characterData: true, childList: true, subtree: true });
    boxes.observe(node.parentElement ?? node);
    measure();
    return () => {
      texts.disconnect();
      boxes.disconnect();
    };
  };
};

function overflows(node: HTMLElement): boolean {
  const most = Number.parseFloat(getComputedStyle(node).maxBlockSize);
  const high = !Number.isNaN(most) && node.scrollHeight > Math.ceil(most);
  return high || node.scrollWidth > node.clientWidth;
}
