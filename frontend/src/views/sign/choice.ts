/** How large a reader wants the sign-language interpreter. It is kept in the browser, for all sessions. */

export const SIZES = ["beside", "large", "hidden"] as const;
export type SignSize = (typeof SIZES)[number];

const SIZE = "balai.sign-size";

export const keptSize = (): SignSize => SIZES.find((one) => one === localStorage.getItem(SIZE)) ?? "beside";
export const keepSize = (size: SignSize): void => localStorage.setItem(SIZE, size);
