/** Measures texts, so that a size can be chosen before they are laid out. */

const SIZE = 100;
/** The width of a character where nothing can be measured. */
const CHARACTER = 0.6;

/** The widths of texts as multiples of the letters' size, in the font of an element. */
export function textWidths(texts: readonly string[], node: Element | undefined, weight = 400): number[] {
  const context = node ? document.createElement("canvas").getContext("2d") : null;
  if (!node || !context) return texts.map(({ length }) => length * CHARACTER);
  context.font = `${weight} ${SIZE}px ${getComputedStyle(node).fontFamily}`;
  return texts.map((text) => context.measureText(text).width / SIZE);
}
