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
  | { view: "missing" };

type SessionPart = "console" | "hall" | "desk" | "minutes";

/** A page of a conference: its slug, and the path below. */
const CONFERENCE = /^\/c\/([\w-]+)(\/.*)?$/;
const SESSION = /^\/session\/([\w-]+)(?:\/(console|hall|desk|minutes))?\/?$/;
const PAGE = /^\/(programme|check|checks|help|seatcards)\/?$/;
const ORGANISE = /^\/organise(?:\/([a-z-]+))?\/?$/;
const TAKE = /^\/take\/([\w-]+)\/?$/;

/** Takes one's own seat to this device, or a seat that was given. The code is in the fragment, which no server sees. */
const CONTINUE = /^\/(continue|seat)\/?$/;
/** The code that was typed or scanned, unchecked; the server checks it. */
const JOIN = /^\/join(?:\/([^/]*))?\/?$/;

export function match(path: string): Route {
  const [, slug, below] = CONFERENCE.exec(path) ?? [];
  return slug ? matchInConference(below ?? "/") : matchOnServer(path);
}

/** A page that belongs to no conference. */
function matchOnServer(path: string): Route {
  if (path === "/") return { view: "start" };
  if (path === "/gallery") return { view: "gallery" };
  if (/^\/phones\/?$/.test(path)) return { view: "phones" };
  if (/^\/card\/?$/.test(path)) return { view: "card" };
  const moved = CONTINUE.exec(path);
  if (moved) return { view: "continue", given: moved[1] === "seat" };
  const take = TAKE.exec(path);
  if (take?.[1]) return { view: "take", seat: take[1] };
  const join = JOIN.exec(path);
  return join ? { view: "join", code: decoded(join[1] ?? "") } : { view: "missing" };
}

function matchInConference(path: string): Route {
  if (path === "/") return { view: "front" };
  const page = PAGE.exec(path);
  if (page) return { view: page[1] as "programme" | "check" | "checks" | "help" | "seatcards" };
  const organise = ORGANISE.exec(path);
  if (organise) return { view: "organise", page: organise[1] ?? "people" };
  const [, session, part] = SESSION.exec(path) ?? [];
  if (!session) return { view: "missing" };
  return { view: (part ?? "session") as "session" | SessionPart, session };
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

export const arrive = () => (current.path = location.pathname);
addEventListener("popstate", arrive);

export function route(): Route {
  return current.path === nowhere ? { view: "missing" } : match(current.path);
}

/** The slug of the conference whose page is shown; null on a page of no conference. */
export const conferenceSlug = (): string | null => CONFERENCE.exec(current.path)?.[1] ?? null;

/** The path of a page of a conference; of the present one unless another is named. */
export function inConference(path: string, slug = conferenceSlug()): string {
  return slug && !CONFERENCE.test(path) ? `/c/${slug}${path}` : path;
}

export function go(path: string, { replace = false } = {}): void {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  current.path = location.pathname;
  scrollTo(0, 0);
}

/** For the `onclick` of a link: navigates without a page load unless the reader asked for a new tab. */
export function follow(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(event.currentTarget.pathname);
}
