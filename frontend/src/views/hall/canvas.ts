/** The sheet that the hall screen is drawn on: fixed sizes in the projector's proportions, scaled to its window. */

export interface Canvas {
  /** The sheet's size, in its own pixels. */
  width: number;
  height: number;
  /** Pixels of the window for one of the sheet. */
  scale: number;
}

/** A band beyond these proportions stays empty at the sides, or above and below. */
const WIDEST = 21 / 9;
const LANDSCAPE = 16 / 9;
const NARROWEST = 9 / 16;

/** 1920 × 1080 where the window has that shape; else a higher, a wider or an upright sheet. */
export function canvasFor(windowWidth: number, windowHeight: number): Canvas {
  const shape = Math.min(WIDEST, Math.max(NARROWEST, windowWidth / Math.max(1, windowHeight)));
  const width = shape >= LANDSCAPE ? 1080 * shape : shape >= 1 ? 1920 : 1080;
  const height = width / shape;
  const scale = Math.min(windowWidth / width, windowHeight / height);
  return { width: Math.round(width), height: Math.round(height), scale };
}
