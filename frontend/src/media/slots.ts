/** The slot that has sound only: the language channel to which the listener is tuned. */
export const INTERPRETATION = "interpretation";
