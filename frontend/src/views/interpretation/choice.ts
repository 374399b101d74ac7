/** What a person chose to hear. It is kept in the browser, for all sessions. */

export type FloorLevel = "off" | "low" | "equal";
export const LEVELS: readonly FloorLevel[] = ["off", "low", "equal"];

const LANGUAGE = "balai.heard-language";
const LEVEL = "balai.floor-level";

/** The chosen language; empty for the floor. */
export const keptLanguage = (): string => localStorage.getItem(LANGUAGE) ?? "";
export const keepLanguage = (language: string): void => localStorage.setItem(LANGUAGE, language);

/** The level of the floor beneath an interpreter. People in the hall hear the floor anyway. */
export const floorLevel = (inHall: boolean): FloorLevel =>
  LEVELS.find((one) => one === localStorage.getItem(LEVEL)) ?? (inHall ? "off" : "low");
export const keepFloorLevel = (level: FloorLevel): void => localStorage.setItem(LEVEL, level);
