/** The texts of the shared components and of the audience's page. */
import { catalogue, type Params, type Translate } from "./catalogue.svelte";
import type en from "./common/en.json";

export const t = catalogue<typeof en>("common");

/** The text of a refusal: our own text for its code, or else the server's. */
export type RefusalText = (code: string, message: string, params?: Params) => string;

/** Looks up a refusal's text in these catalogues, in this order, and then in the common one. */
export function refusalTextIn(...catalogues: Translate<never>[]): RefusalText {
  return (code, message, params) => {
    const key = `refusal.${code}`;
    const own = [...catalogues, t as Translate<never>].find((one) => one.has(key));
    return own ? own(key as never, params) : message;
  };
}

export const refusalText = refusalTextIn();
