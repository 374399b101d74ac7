/** A session as its chair reads it: with the points of order that stand in no list (FL13). */
import { interrupts } from "../../state/selectors";
import { Sitting, type Entry } from "../staff/sitting.svelte";

export class ChairedSitting extends Sitting {
  /** Points of order that were raised, the first in front. */
  readonly orders: Entry[] = $derived.by(() =>
    this.asking.filter(interrupts).sort((a, b) => Number(a.id) - Number(b.id)),
  );
}
