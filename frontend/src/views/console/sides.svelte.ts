/** What stands beside the floor, one at a time; a narrow screen shows the list in the same place. */
export const BESIDE = ["questions", "texts", "rollcall", "parity"] as const;
export type SidePanel = (typeof BESIDE)[number];
export type Side = "list" | SidePanel;

export class Sides {
  /** What a narrow screen shows. */
  here = $state<Side>("list");
  private shown = $state<SidePanel>("questions");

  /** The tab beside the floor, also while a narrow screen shows the list. */
  get beside(): SidePanel {
    return this.shown;
  }

  show(side: Side): void {
    this.here = side;
    if (side !== "list") this.shown = side;
  }

  /** The next of what can stand beside the floor; the list is always there unless the screen is narrow. */
  turn(narrow: boolean): void {
    const sides: readonly Side[] = narrow ? ["list", ...BESIDE] : BESIDE;
    const here = sides.indexOf(narrow ? this.here : this.beside);
    this.show(sides[(here + 1) % sides.length] ?? "questions");
  }
}
