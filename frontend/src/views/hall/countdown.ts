/** The time until a session begins, as the hall screen shows it. */

const SECOND = 1000;
const DAY = 24 * 3600;

const two = (value: number): string => String(value).padStart(2, "0");

/** `1:02:09` or `12:09` in the last day before a moment; empty earlier, and once it has come. */
export function countdownText(leftMs: number): string {
  const left = Math.ceil(leftMs / SECOND);
  if (left <= 0 || left > DAY) return "";
  const hours = Math.floor(left / 3600);
  const minutes = Math.floor(left / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(left % 60)}` : `${minutes}:${two(left % 60)}`;
}
