/** The tab's icon, which is visible from another tab: amber when a turn is near or a vote waits, red with the floor. */
import type { Alert } from "./alerts";

const TOKENS: Record<Alert, string> = {
  third: "--attention",
  second: "--attention",
  next: "--attention",
  floor: "--live",
  called: "--attention",
  vote: "--attention",
};
const DIGITS: Record<Alert, string> = {
  third: "3",
  second: "2",
  next: "1",
  floor: "",
  called: "!",
  vote: "!",
};
let usual: string | null = null;

/** Shows an alert in the icon, or restores the page's own icon. */
export function showIcon(alert: Alert | null): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  usual ??= link.href;
  link.href = alert ? drawn(alert) : usual;
}

function drawn(alert: Alert): string {
  const style = getComputedStyle(document.documentElement);
  const [ground, ink] = [style.getPropertyValue(TOKENS[alert]), style.getPropertyValue("--paper")];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="${ground}"/>` +
    `<text x="16" y="24" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="23" fill="${ink}">` +
    `${DIGITS[alert]}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
