/** What ends when the session is closed for good: who was not heard, and what is still open (FL26). Pure. */
import type { Entities } from "../../state/store.svelte";

export type OpenMatter =
  | { is: "turn" | "interrupted" | "point_of_order" | "motion" | "appeal"; party: string }
  | { is: "vote" | "roll_call" };

export interface FloorSummary {
  turn: Pick<Entities["turn"], "party" | "kind"> | null;
  interrupted: Pick<Entities["turn"], "party"> | null;
  /** The party that has appealed, while the vote on its appeal is awaited. */
  appellant: string | null;
  voting: boolean;
  calling: boolean;
}

export function openMatters({ turn, interrupted, appellant, voting, calling }: FloorSummary): OpenMatter[] {
  const heard = turn && (turn.kind === "point_of_order" || turn.kind === "motion" ? turn.kind : "turn");
  return [
    ...(turn && heard ? [{ is: heard, party: turn.party } as const] : []),
    ...(interrupted ? [{ is: "interrupted", party: interrupted.party } as const] : []),
    ...(appellant ? [{ is: "appeal", party: appellant } as const] : []),
    ...(voting ? [{ is: "vote" } as const] : []),
    ...(calling ? [{ is: "roll_call" } as const] : []),
  ];
}
