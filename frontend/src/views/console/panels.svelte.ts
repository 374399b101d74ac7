/** The forms and dialogs of the console; at most one is unfolded. */
export type Panel =
  | "add"
  | "limits"
  | "items"
  | "suspend"
  | "close"
  | "adjourn"
  | "revoke"
  | "appeal"
  | "seat"
  | "keys"
  | "palette"
  | "recordings"
  | "access"
  | "file"
  | "order"
  | "press"
  | "rule_out"
  | "verify";

export class Panels {
  unfolded = $state<Panel | null>(null);

  toggle(panel: Panel): void {
    this.unfolded = this.unfolded === panel ? null : panel;
  }

  /** A dialog opened or closed. The close of a dialog that was replaced by another panel leaves that panel open. */
  show(panel: Panel, open: boolean): void {
    if (open) this.unfolded = panel;
    else if (this.unfolded === panel) this.unfolded = null;
  }

  close(): void {
    this.unfolded = null;
  }
}
