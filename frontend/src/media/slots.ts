/** The slot that has sound only: the language channel to which the listener is tuned. */
export const INTERPRETATION = "interpretation";
/** The slot of an interpreter who speaks to the moderator and the operator, which has sound only. */
export const TALKBACK = "talkback";
/** The slot of the sign-language interpreter, which has a picture only. */
export const SIGN = "sign";
