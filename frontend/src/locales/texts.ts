/** The texts of the shared components and of the audience's page. */
import { catalogue, type Params, type Translate } from "./catalogue.svelte";

export const t = catalogue("common");

/** Why something was refused. `message` is the server's sentence, and `values` are what our own text names. */
export interface Refusal {
  code: string;
  message?: string;
  values?: Params;
}
/** The text of a refusal: our own text for its code, or else the server's. */
export type RefusalText = (refusal: Refusal) => string;

/** Looks up a refusal's text in these catalogues, in this order, and then in the common one. */
export function refusalTextIn(...catalogues: Translate<never>[]): RefusalText {
  return ({ code, message = "", values }) => {
    const key = `refusal.${code}`;
    const own = [...catalogues, t as Translate<never>].find((one) => one.has(key));
    return own ? own(key as never, values) : message;
  };
}

export const refusalText = refusalTextIn();
