/** Shows all of a text that is higher than its place on a screen that nobody scrolls: one part after another. */
import type { Attachment } from "svelte/attachments";

export const PAGE_MS = 12_000;
/** So much of the part before is shown again, so that no line is lost between two. */
const OVERLAP = 0.15;

/** `onPart` gets the number of the part and of how many; both are 1 if all of the text has room. */
export const showInParts = (onPart: (part: number, of: number) => void): Attachment<HTMLElement> => {
  return (node) => {
    let part = 0;
    let of = 1;
    const turn = (to: number) => {
      const step = node.clientHeight * (1 - OVERLAP);
      const beyond = Math.max(0, node.scrollHeight - node.clientHeight);
      of = step > 0 ? 1 + Math.ceil(beyond / step) : 1;
      part = to % of;
      node.scrollTop = Math.min(beyond, part * step);
      onPart(part + 1, of);
    };
    // After a change the text begins anew.
    const again = () => turn(0);
    const texts = new MutationObserver(again);
    const boxes = new ResizeObserver(again);
    texts.observe(node, { characterData: true, childList: true, subtree: true });
    boxes.observe(node);
    const timer = window.setInterval(() => turn(part + 1), PAGE_MS);
    again();
    return () => {
      texts.disconnect();
      boxes.disconnect();
      window.clearInterval(timer);
    };
  };
};
