/** What is missing until the conference opens, over REST. */
import { call, withBearer } from "../../state/api";

export interface Line {
  /** The page of the act; empty if no page has it. */
  page: string;
  of: "" | "session" | "party" | "participant";
  /** Each session has the act on its console. */
  console?: true;
}

export const KINDS = {
  session_not_begun: { page: "organise/programme", of: "session", console: true },
  session_not_ended: { page: "organise/programme", of: "session", console: true },
  no_mail: { page: "", of: "" },
  programme_empty: { page: "organise/programme", of: "" },
  no_delegation: { page: "organise/delegations", of: "" },
  session_without_moderator: { page: "organise/access", of: "session" },
  room_taken_twice: { page: "organise/programme", of: "session" },
  session_without_room: { page: "organise/programme", of: "session" },
  session_without_interpreter: { page: "organise/languages", of: "session" },
  interpreter_without_channel: { page: "organise/languages", of: "participant" },
  delegation_without_members: { page: "organise/delegations", of: "party" },
  invitation_not_sent: { page: "organise/people?state=not_sent", of: "" },
  invitation_failed: { page: "organise/people?state=failed", of: "" },
  never_tested: { page: "checks", of: "participant" },
  statement_not_handed_in: { page: "organise/delegations", of: "party" },
  no_privacy_notice: { page: "organise/privacy", of: "" },
  session_open_to_everyone: { page: "organise/access", of: "session" },
} as const satisfies Record<string, Line>;

export type Kind = keyof typeof KINDS;

export interface Missing {
  kind: Kind;
  count: number;
  /** The first of the sessions, parties or participants that it is about. */
  ids: string[];
}

/** A vote in a session, or a decision on an outcome document. Until it is taken, these rights stay as they are. */
export interface UnderWay {
  stream: string;
  title: Record<string, string>;
  /** They stay accredited. */
  parties: string[];
  /** Each is the last voice of its party, and keeps its role and its party. */
  participants: string[];
  /** When it ends by itself. */
  until: string | null;
}

export interface Overview {
  missing: Missing[];
  under_way: UnderWay[];
  opens_at: string | null;
  /** Days until the day of the first session; negative once it is over. */
  days: number | null;
}

export const readOverview = (bearer: string): Promise<Overview> =>
  call("GET", "/api/v1/organise/overview", undefined, withBearer(bearer));

/** A read that many events ask for at once is done once, after a pause. */
export class DelayedCall {
  private timer = 0;

  constructor(
    private readonly act: () => void,
    private readonly pauseMs: number,
  ) {}

  request(): void {
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      this.act();
    }, this.pauseMs);
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
  }
}
