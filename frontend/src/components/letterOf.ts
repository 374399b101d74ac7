/** The letters of keys, on keyboards of every script, and the name of the control key. */

export const CONTROL = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";

/** The key that was pressed; on a keyboard of another script than Latin, the Latin letter at its place. */
export function letterOf({ key, code = "" }: { key: string; code?: string }): string {
  const isForeign = /^[\p{L}\p{M}]+$/u.test(key) && !/[\p{Script=Latin}\p{Script=Common}]/u.test(key);
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return isForeign && letter ? letter.toLowerCase() : key;
}
