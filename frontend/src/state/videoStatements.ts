/** The length of a video statement, compared with the limit (FL4). Pure. */
import { clockText } from "./selectors";

/** A fraction of a second more is not overtime. */
const SLACK = 1;

/** `m:ss` of a whole video. */
export const lengthText = (seconds: number): string => clockText(Math.round(seconds));

export const isOverLimit = (seconds: number, limit: number): boolean => seconds > limit + SLACK;
