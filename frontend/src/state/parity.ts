/** The REST endpoint of the parity ledger (FL23). */
import { call, withBearer } from "./api";

/** One line of the parity ledger (FL23); durations are seconds. */
export interface ParityLine {
  of: "place" | "theme" | "region";
  key: string;
  turns: number;
  spoken: number;
  overtime: number;
  called: number;
  mean_wait: number | null;
  waiting: number;
  refusals: number;
}

export interface Parity {
  published: "nothing" | "totals" | "all";
  lines: ParityLine[];
}

export const parity = (session: string, bearer: string): Promise<Parity> =>
  call("GET", `/api/v1/sessions/${session}/parity`, undefined, withBearer(bearer));
