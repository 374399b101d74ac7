/** The places of the podium beside the chair (FL12). */
export const PANEL_SLOTS = ["panel-1", "panel-2", "panel-3", "panel-4", "panel-5", "panel-6"] as const;
