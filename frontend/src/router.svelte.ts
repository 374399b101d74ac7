/** The application's routes over the history API. */

export type Route =
  | { view: "start" }
  | { view: "front" }
  | { view: "gallery" }
  | { view: "take"; seat: string }
  | { view: "join"; code: string }
  | { view: "continue"; given: boolean }
  | { view: "phones" }
  | { view: "card" }
  | { view: "programme" | "check" | "checks" | "help" | "seatcards" }
  | { view: "organise"; page: string }
  | { view: "session" | SessionPart; session: string }
  | { view: "booth"; session: string; channel: string }
  | { view: "outcome" | "screen"; outcome: string }
  | { view: "missing" };

type SessionPart = "console" | "hall" | "desk" | "minutes" | "panel" | "record" | "transcript" | "captions";

/** A page of a conference: its slug, and the path below. */
const CONFERENCE = /^\/c\/([\w-]+)(\/.*)?$/;
const BELOW =
  /^\/(?:(programme|checks?|help|seatcards)|organise(?:\/([a-z-]+))?|session\/([\w-]+)(?:\/(console|hall|desk|minutes|panel|record|transcript|captions|booth\/[\w-]+))?|outcome\/(\d+)(?:\/(screen))?)\/?$/;
/**
 * Pages of no conference. `continue` takes one's own seat to this device, and `seat` one that was given; the code is in
 * the fragment, which no server sees. The code of `join` was typed or scanned, unchecked; the server checks it.
 */
const SERVER = /^\/(?:(phones|card)|(continue|seat)|take\/([\w-]+)|join(?:\/([^/]*))?)\/?$/;

export function matchRoute(path: string): Route {
  const [, slug, below] = CONFERENCE.exec(path) ?? [];
  return slug ? matchInConference(below ?? "/") : matchOnServer(path);
}

function matchOnServer(path: string): Route {
  if (path === "/") return { view: "start" };
  if (path === "/gallery") return { view: "gallery" };
  const found = SERVER.exec(path);
  if (!found) return { view: "missing" };
  const [, page, moved, seat, code] = found;
  if (page) return { view: page as "phones" | "card" };
  if (moved) return { view: "continue", given: moved === "seat" };
  return seat ? { view: "take", seat } : { view: "join", code: decoded(code ?? "") };
}

function matchInConference(path: string): Route {
  if (path === "/") return { view: "front" };
  const found = BELOW.exec(path);
  if (!found) return { view: "missing" };
  const [, page, organise, session, part, outcome, screen] = found;
  if (page) return { view: page as "programme" | "check" | "checks" | "help" | "seatcards" };
  if (outcome) return { view: (screen ?? "outcome") as "outcome" | "screen", outcome };
  const [, channel] = part?.split("/") ?? [];
  if (session && channel) return { view: "booth", session, channel };
  return session
    ? { view: (part ?? "session") as "session" | SessionPart, session }
    : { view: "organise", page: organise ?? "" };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

const current = $state({ path: location.pathname });
/** The unknown address to which the server answered with this page. */
const nowhere = "nowhere" in document.documentElement.dataset ? location.pathname : null;

export const readAddress = () => (current.path = location.pathname);
addEventListener("popstate", readAddress);

export function route(): Route {
  return current.path === nowhere ? { view: "missing" } : matchRoute(current.path);
}

/** The slug of the conference whose page is shown; null on a page of no conference. */
export const conferenceSlug = (): string | null => CONFERENCE.exec(current.path)?.[1] ?? null;

/** The path of a page of a conference; of the present one unless another is named. */
export function inConference(path: string, slug = conferenceSlug()): string {
  return slug && !CONFERENCE.test(path) ? `/c/${slug}${path}` : path;
}

export function navigate(path: string, { replace = false } = {}): void {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  current.path = location.pathname;
  scrollTo(0, 0);
}

/** For the `onclick` of a link: navigates without a page load unless the reader asked for a new tab. */
export function followLink(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(event.currentTarget.pathname);
}
