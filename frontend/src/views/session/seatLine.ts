/** The texts of a seat that has a role and no party. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

const t = await loadedCatalogue("seatLine");

const ROLES = ["moderator", "operator", "interpreter", "organiser"] as const;

/** What such a seat is for; empty for the audience, whom the header already names. */
export function seatLine(roles: readonly string[]): string {
  const role = ROLES.find((one) => roles.includes(one));
  return role ? t(role) : "";
}
