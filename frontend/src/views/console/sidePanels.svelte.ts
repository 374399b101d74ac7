/** The panels beside the floor, one at a time. A narrow screen shows the list in the same place. */
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

export class SidePanels {
  /** What a narrow screen shows. */
  narrowSide = $state<Side>("list");
  private shown = $state<SidePanel>("questions");

  /** The tab beside the floor, also while a narrow screen shows the list. */
  get wideSide(): SidePanel {
    return this.shown;
  }

  show(side: Side): void {
    this.narrowSide = side;
    if (side !== "list") this.shown = side;
  }

  /** Shows the next panel. The list takes part only on a narrow screen, because a wide one always shows it. */
  showNext(narrow: boolean): void {
    const sides: readonly Side[] = narrow ? ["list", ...SIDE_PANELS] : SIDE_PANELS;
    const here = sides.indexOf(narrow ? this.narrowSide : this.wideSide);
    this.show(sides[(here + 1) % sides.length] ?? "questions");
  }
}
