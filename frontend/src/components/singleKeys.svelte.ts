/** Whether single keys act. A person who dictates by voice can turn them off (WCAG 2.1.4). */
const KEY = "balai.console.keys";

const kept = $state({ on: localStorage.getItem(KEY) !== "off" });

export const areKeysOn = (): boolean => kept.on;

export function setKeys(on: boolean): void {
  kept.on = on;
  localStorage.setItem(KEY, on ? "on" : "off");
}
