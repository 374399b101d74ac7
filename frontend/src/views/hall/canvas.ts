/** The canvas of the hall screen: a fixed size in the projector's proportions, scaled to the window. */

export interface Canvas {
  /** The size of the canvas, in its own pixels. */
  width: number;
  height: number;
  /** Window pixels for one pixel of the canvas. */
  scale: number;
}

/** A band beyond these proportions stays empty at the sides, or above and below. */
const WIDEST = 21 / 9;
const LANDSCAPE = 16 / 9;
const NARROWEST = 9 / 16;

/** 1920 × 1080 if the window has that shape, or else a taller, wider or upright canvas. */
export function canvasFor(windowWidth: number, windowHeight: number): Canvas {
  const shape = Math.min(WIDEST, Math.max(NARROWEST, windowWidth / Math.max(1, windowHeight)));
  const width = shape >= LANDSCAPE ? 1080 * shape : shape >= 1 ? 1920 : 1080;
  const height = width / shape;
  const scale = Math.min(windowWidth / width, windowHeight / height);
  return { width: Math.round(width), height: Math.round(height), scale };
}
