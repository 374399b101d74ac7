/** A recorded statement as screens speak of it: how long it is, held against the limit (FL4). Pure. */
import { clockText } from "./selectors";

/** A part of a second more is no overtime. */
const SLACK = 1;

/** `m:ss` of a whole film. */
export const lengthText = (seconds: number): string => clockText(Math.round(seconds));

export const isOver = (seconds: number, limit: number): boolean => seconds > limit + SLACK;
