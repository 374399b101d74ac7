/** What a person chose to hear. It is kept in the browser, for all sessions. */

export type FloorLevel = "off" | "low" | "equal";
export const LEVELS: readonly FloorLevel[] = ["off", "low", "equal"];

const LANGUAGE = "balai.heard-language";
const LEVEL = "balai.floor-level";

/** The chosen language; empty for the floor. */
export const keptLanguage = (): string => localStorage.getItem(LANGUAGE) ?? "";
export const keepLanguage = (language: string): void => localStorage.setItem(LANGUAGE, language);

export const floorLevel = (): FloorLevel =>
  LEVELS.find((one) => one === localStorage.getItem(LEVEL)) ?? "low";
export const keepFloorLevel = (level: FloorLevel): void => localStorage.setItem(LEVEL, level);
