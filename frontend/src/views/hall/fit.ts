/** Shrinks a line of text until it fits its box: names and clocks are as long as they are. */
import type { Attachment } from "svelte/attachments";

const SMALLEST = 0.4;

/** The largest size, in pixels, at which the text fits; measured anew when the text or the box changes. */
export const fit = (size: number): Attachment<HTMLElement> => {
  return (node) => {
    const measure = () => {
      node.style.fontSize = `${size}px`;
      const ratio = Math.min(1, node.clientWidth / node.scrollWidth, heightRatio(node));
      node.style.fontSize = `${Math.floor(size * Math.max(SMALLEST, ratio))}px`;
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

/** Text that may wrap is bounded by its height: `max-block-size` of the node. */
function heightRatio(node: HTMLElement): number {
  const most = Number.parseFloat(getComputedStyle(node).maxHeight);
  return Number.isNaN(most) || node.scrollHeight <= most ? 1 : Math.sqrt(most / node.scrollHeight);
}
