/**
 * A conference's own colour in place of Balai's navy, for links and acts. What says how something is has `--well`, which
 * stays. The server checked the colour on the light grounds.
 */
const DARK_GROUND = [0x18, 0x20, 0x2e] as const;
const LEAST_CONTRAST = 4.5;
let sheet: CSSStyleSheet | null = null;

/** Shows a colour `#rrggbb` in the light theme, and a lighter one in the dark. Empty: Balai's own. */
export function showAccent(accent: string): void {
  sheet ??= new CSSStyleSheet();
  const rules =
    accent &&
    `:root,[data-theme="light"]{${names(accent)}}[data-theme="dark"]{${names(readableOnDark(accent))}}`;
  sheet.replaceSync(rules);
  if (!document.adoptedStyleSheets.includes(sheet))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

const names = (colour: string) => `--navy:${colour};--focus:${colour}`;

/** The darkest tint of a colour that can be read on the dark ground. */
export function readableOnDark(accent: string): string {
  const parts = [1, 3, 5].map((at) => parseInt(accent.slice(at, at + 2), 16));
  const tint = (step: number) => parts.map((part) => Math.round(part + ((255 - part) * step) / 32));
  let step = 0;
  while (step < 32 && contrast(tint(step), DARK_GROUND) < LEAST_CONTRAST) step++;
  return `#${tint(step)
    .map((part) => part.toString(16).padStart(2, "0"))
    .join("")}`;
}

/** The contrast ratio of two colours (WCAG 2.2, 1.4.3). */
export function contrast(one: readonly number[], other: readonly number[]): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
