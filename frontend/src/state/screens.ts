/** Which screens of a session a seat's roles open. Pure. */

export type Screen = "console" | "desk" | "captions" | "hall";

const OPENED_BY: Record<Screen, readonly string[]> = {
  console: ["moderator"],
  desk: ["operator"],
  captions: ["captioner", "moderator", "operator"],
  hall: ["moderator", "operator", "hall_screen"],
};

export function screensOf(roles: readonly string[]): Screen[] {
  const screens: Screen[] = ["console", "desk", "captions", "hall"];
  return screens.filter((screen) => OPENED_BY[screen].some((role) => roles.includes(role)));
}
