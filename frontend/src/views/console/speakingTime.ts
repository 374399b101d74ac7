/** Speaking times as a moderator types them: minutes and seconds, or seconds alone (FL15). */

const SHORTEST = 10;
const LONGEST = 3600;
const TYPED = /^(?:(\d{1,2}):([0-5]\d)|(\d{1,4}))$/;

/** The seconds of "3:00", and of "180"; null if it is neither, or not between ten seconds and an hour. */
export function secondsOf(typed: string): number | null {
  const found = TYPED.exec(typed.trim());
  if (!found) return null;
  const [, minutes, rest, alone] = found;
  const seconds = alone === undefined ? Number(minutes) * 60 + Number(rest) : Number(alone);
  return seconds >= SHORTEST && seconds <= LONGEST ? seconds : null;
}
