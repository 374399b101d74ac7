/** A session as its chair reads it: the list, and the points of order that stand in none (FL13). */
import { inOrder } from "../../state/selectors";
import { Sitting, type Entry } from "../staff/sitting.svelte";

const isOrder = ({ kind }: Entry): boolean => kind === "point_of_order";

export class ChairedSitting extends Sitting {
  private readonly inscribed: Entry[] = $derived.by(() => this.hall.store.all(this.stream, "entry"));
  override readonly waiting: Entry[] = $derived.by(() =>
    inOrder(this.inscribed.filter((entry) => !isOrder(entry))),
  );
  /** Points of order that were raised, the first in front. */
  readonly orders: Entry[] = $derived.by(() =>
    this.inscribed.filter(isOrder).sort((a, b) => Number(a.id) - Number(b.id)),
  );
}
