/** The panels beside the floor, one at a time. A narrow screen has the list among them. */
import { MediaQuery } from "svelte/reactivity";

export const SIDE_PANELS = [
  "questions",
  "messages",
  "polls",
  "texts",
  "votes",
  "rollcall",
  "parity",
] as const;
export type SidePanel = (typeof SIDE_PANELS)[number];
export type Side = "list" | SidePanel;

const NARROW_SIDES = ["list", ...SIDE_PANELS] as const;

export class SidePanels {
  /** Without room for two columns beside the floor. */
  readonly narrow = new MediaQuery("(width < 1280px)");
  private narrowSide = $state<Side>("list");
  private wideSide = $state<SidePanel>("questions");

  get all(): readonly Side[] {
    return this.narrow.current ? NARROW_SIDES : SIDE_PANELS;
  }

  get shown(): Side {
    return this.narrow.current ? this.narrowSide : this.wideSide;
  }

  show(side: Side): void {
    this.narrowSide = side;
    if (side !== "list") this.wideSide = side;
  }

  showNext(): void {
    this.show(this.all[(this.all.indexOf(this.shown) + 1) % this.all.length] ?? "questions");
  }
}
