/** The table of people over REST. */
import { call, withBearer } from "../../../state/api";
import type { Entities } from "../../../state/store.svelte";

export const STATES = [
  ...(["no_address", "not_sent", "waiting", "sent", "unsure", "failed"] as const),
  ...(["expired", "revoked", "accepted", "checked", "present"] as const),
];
export type State = (typeof STATES)[number];

export interface Person {
  /** The participant. */
  id: string;
  name: string;
  party: string | null;
  roles: Entities["participant"]["roles"];
  place: Entities["participant"]["place"];
  /** Empty where there is none, and for the head of a delegation. */
  email: string;
  language: string;
  state: State;
  /** Why the e-mail failed, in the words of the mail server. */
  reason: string;
  expires_at: string | null;
}

export interface Delegation {
  party: string;
  members: number;
  most_members: number | null;
}

export interface PeoplePage {
  people: Person[];
  /** The cursor of the next page; null after the last. */
  next: string | null;
  counts: Record<State, number>;
  parties: Delegation[];
  /** Whether this server can send e-mails. */
  sends_mail: boolean;
}

/** What to show; an empty text leaves a filter out. `party` may be `none`. */
export interface PeopleFilter {
  party: string;
  state: State | "";
  text: string;
}

export interface WrongLine {
  line: number;
  text: string;
  why: "address" | "name" | "twice" | "there";
}

export type LetterKind = "invitation" | "reminder";

/** Whom e-mails go to: these people; where nobody is named, all of the party or the conference who are due. */
export interface Recipients {
  kind: LetterKind;
  participants: string[];
  party: string | null;
}

export interface LetterTexts {
  subject: string;
  greeting: string;
  paragraph: string;
}

/** What goes out in one language: `names` are the first recipients, `body` is one e-mail as it will be. */
export interface Letter {
  language: string;
  count: number;
  names: string[];
  text: LetterTexts;
  subject: string;
  body: string;
}

export interface LetterPreview {
  count: number;
  /** How many are not reminded, because they were written to within a day. */
  left_out: number;
  /** Where a test goes. Empty where the account has no address. */
  own_address: string;
  /** Says to whom which texts go. */
  digest: string;
  /** By language, those of most people first. */
  letters: Letter[];
}

const PATH = "/api/v1/organise/people";

export const peoplePage = (bearer: string, filter: PeopleFilter, after = ""): Promise<PeoplePage> => {
  const set = Object.entries({ ...filter, after }).filter(([, value]) => value !== "");
  return call("GET", `${PATH}?${new URLSearchParams(set)}`, undefined, withBearer(bearer));
};

/** What is wrong with a list of people. Nobody is added. */
export const checkPeople = (bearer: string, people: string): Promise<{ right: number; wrong: WrongLine[] }> =>
  call("POST", `${PATH}/check`, { people }, withBearer(bearer));

/** What would be sent. Nothing is. */
export const letterPreview = (bearer: string, to: Recipients): Promise<LetterPreview> =>
  call("POST", `${PATH}/letters`, to, withBearer(bearer));
