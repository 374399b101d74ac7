/** Whether single keys act: who dictates by voice, or has a cat, turns them off (WCAG 2.1.4). */
const KEY = "balai.console.keys";

const kept = $state({ on: localStorage.getItem(KEY) !== "off" });

export const keysOn = (): boolean => kept.on;

export function setKeys(on: boolean): void {
  kept.on = on;
  localStorage.setItem(KEY, on ? "on" : "off");
}
