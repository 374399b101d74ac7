/** The slot that has sound only: the language channel to which the listener is tuned. */
export const INTERPRETATION = "interpretation";
/** The slot of the sign-language interpreter, which has a picture only. */
export const SIGN = "sign";
