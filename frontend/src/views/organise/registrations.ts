/** The registrations of a conference, over REST. */
import { call, withBearer } from "../../state/api";

export const STATES = ["asked", "waiting", "registered", "declined"] as const;
export type State = (typeof STATES)[number];

export interface Registration {
  id: string;
  name: string;
  organisation: string;
  email: string;
  language: string;
  state: State;
  asked_at: string;
}

export interface Rules {
  open: boolean;
  needs_approval: boolean;
  /** Null for no limit. */
  places: number | null;
}

export interface RegistrationsPage {
  registrations: Registration[];
  /** The cursor of the next page; null after the last. */
  next: string | null;
  counts: Record<State, number>;
  rules: Rules;
  /** The address at which people register. */
  page: string;
  sends_mail: boolean;
}

/** A page of the registrations in a state, whose name, organisation or address contains a text. Empty leaves it out. */
export function registrationsPage(
  bearer: string,
  wanted: { state: string; text: string },
  after = "",
): Promise<RegistrationsPage> {
  const query = new URLSearchParams({ ...wanted, after });
  return call("GET", `/api/v1/organise/registrations?${query}`, undefined, withBearer(bearer));
}
