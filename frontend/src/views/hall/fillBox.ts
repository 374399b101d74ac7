/** The largest size at which a text fits its box. The box hides the rest of a text that is too long. */
import type { Attachment } from "svelte/attachments";

/** Tried from `largest` down to `smallest` pixels, by bisection, when the text or the box changes. */
export const fillBox = (largest: number, smallest: number): Attachment<HTMLElement> => {
  return (node) => {
    const measure = () => {
      let [fits, most] = [smallest, largest + 1];
      while (most - fits > 1) {
        const tried = Math.floor((fits + most) / 2);
        node.style.fontSize = `${tried}px`;
        if (node.scrollHeight <= node.clientHeight) fits = tried;
        else most = tried;
      }
      node.style.fontSize = `${fits}px`;
    };
    const texts = new MutationObserver(measure);
    const boxes = new ResizeObserver(measure);
    texts.observe(node, { characterData: true, childList: true, subtree: true });
    boxes.observe(node);
    measure();
    return () => {
      texts.disconnect();
      boxes.disconnect();
    };
  };
};
