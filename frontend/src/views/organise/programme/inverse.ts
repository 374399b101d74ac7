/**
 * How an act of planning is undone and done again: by ordinary commands. Pure.
 *
 * What was removed comes back under another id. A command that adds it names in `adds` the id by which the steps
 * know it, and `withNewId` brings the new id into them.
 */
import { inLanguage, sessionStream } from "../../../state/selectors";
import type { Entities } from "../../../state/store.svelte";
import { dateIn, timeIn } from "../../../state/times";
import type { Command } from "../../../wire/frames";
import { OF_A_NEW_SESSION as USUAL_TIMES, speakingTimesOf } from "./speakingTimes";

type Session = Entities["session"];
export type PlanKind = "session" | "room" | "theme" | "day";

export interface SentCommand {
  stream: string;
  command: Command;
  /** What the command adds, and the id by which other steps know it. */
  adds?: { kind: PlanKind; id: string };
}

export type PlanningAct =
  | "added"
  | "copied"
  | "moved"
  | "resized"
  | "changed"
  | "cancelled"
  | "restored"
  | "removed"
  | "set_access"
  | "set_agenda"
  | "set_speaking_times"
  | "gave_role"
  | "took_role";

export interface Step {
  act: PlanningAct;
  /** The name of what it was about. */
  name: string;
  forward: readonly SentCommand[];
  inverse: readonly SentCommand[];
}

/** What is planned, as the steps compare it before and after an act. */
export interface Plan {
  stream: string;
  zone: string;
  session: readonly Session[];
  room: readonly Entities["room"][];
  theme: readonly Entities["theme"][];
  day: readonly Entities["day"][];
  floor: (session: string) => Entities["floor"] | null;
}

/** What undoes a command that was done; null if it cannot be undone. */
export function stepOf(sent: SentCommand, name: string, before: Plan, after: Plan): Step | null {
  const { stream, command } = sent;
  const step = (act: PlanningAct, inverse: SentCommand[], forward: SentCommand = sent): Step => ({
    act,
    name,
    forward: [forward],
    inverse,
  });
  const back = (act: PlanningAct, command: Command) => step(act, [{ stream, command }]);
  const added = (act: PlanningAct, kind: PlanKind, matches: (row: never) => boolean = () => true) => {
    const id = freshId(kind, before, after, matches);
    return id === null
      ? null
      : step(act, [{ stream, command: removal(kind, id) }], { ...sent, adds: { kind, id } });
  };
  switch (command.type) {
    case "programme.change_session":
      return back(didChange(command.values), { ...command, values: command.seen, seen: command.values });
    case "programme.change_room":
      return back("changed", { ...command, values: command.seen, seen: command.values });
    case "programme.change_theme":
      return back("changed", { ...command, values: command.seen, seen: command.values });
    case "programme.cancel_session":
      return back("cancelled", { type: "programme.restore_session" });
    case "programme.restore_session":
      return back("restored", { type: "programme.cancel_session" });
    case "programme.set_agenda":
      return back("set_agenda", {
        ...command,
        items: command.seen.filter(Boolean),
        seen: command.items.length ? command.items : [""],
      });
    case "programme.set_preset":
      return command.seen
        ? back("set_speaking_times", { ...command, preset: command.seen, seen: command.preset })
        : ownTimes();
    case "programme.set_speaking_times": {
      const preset = floorIn(before)?.preset ?? null;
      return back("set_speaking_times", { ...command, values: command.seen, seen: command.values, preset });
    }
    case "session.set_access": {
      const access = before.session.find(({ id }) => sessionStream(id) === stream)?.access;
      return access ? back("set_access", { ...command, access }) : null;
    }
    case "session_roles.give":
      return back("gave_role", { ...command, type: "session_roles.take" });
    case "session_roles.take":
      return back("took_role", { ...command, type: "session_roles.give" });
    case "programme.add_session":
      return added("added", "session", ({ title }: Session) => same(title, command.title));
    case "programme.copy_session": {
      const like = before.session.find(({ id }) => id === command.session);
      return added("copied", "session", ({ title }: Session) => same(title, like?.title));
    }
    case "programme.add_room":
      return added("added", "room", ({ name }: Entities["room"]) => same(name, command.name));
    case "programme.add_theme":
      return added("added", "theme", ({ title }: Entities["theme"]) => same(title, command.title));
    case "programme.add_day":
      return added("added", "day", ({ date }: Entities["day"]) => date === command.date);
    case "programme.remove_session":
      return undone("session", command.session, additionOfSession);
    case "programme.remove_room":
      return undone("room", command.room, ({ name }) => [{ type: "programme.add_room", name }]);
    case "programme.remove_theme":
      return undone("theme", command.theme, ({ title }) => [{ type: "programme.add_theme", title }]);
    case "programme.remove_day":
      return undone("day", command.day, ({ date }) => [{ type: "programme.add_day", date }]);
    default:
      return null;
  }

  function floorIn(plan: Plan): Entities["floor"] | null {
    return plan.floor(stream.slice(sessionStream("").length));
  }

  /** What brings speaking times of a session's own back, after those of a preset. */
  function ownTimes(): Step | null {
    const [was, is] = [floorIn(before), floorIn(after)];
    if (!was || !is) return null;
    const [values, seen] = [speakingTimesOf(was), speakingTimesOf(is)];
    return back("set_speaking_times", { type: "programme.set_speaking_times", values, seen });
  }

  function undone<K extends PlanKind>(
    kind: K,
    id: string,
    additions: (row: Entities[K], before: Plan) => Command[],
  ): Step | null {
    const row = before[kind].find((one) => one.id === id) as Entities[K] | undefined;
    if (!row) return null;
    const [first, ...rest] = additions(row, before);
    if (!first) return null;
    return step("removed", [
      { stream, command: first, adds: { kind, id } },
      ...rest.map((command) => ({ stream: sessionStream(id), command })),
    ]);
  }
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sortedKeys(one)) === JSON.stringify(sortedKeys(other));

const sortedKeys = (value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => a.localeCompare(b))
    : value;

const TIMES = ["date", "starts", "room"];

function didChange(values: object): PlanningAct {
  const fields = Object.keys(values);
  if (fields.some((field) => TIMES.includes(field))) return "moved";
  return fields.includes("ends") ? "resized" : "changed";
}

function freshId(
  kind: PlanKind,
  before: Plan,
  after: Plan,
  matches: (row: never) => boolean = () => true,
): string | null {
  const known = new Set(before[kind].map(({ id }) => id));
  const fresh = after[kind].filter(({ id }) => !known.has(id));
  return fresh.find((row) => matches(row as never))?.id ?? null;
}

/** The id of what a command has added; null if it added nothing. */
export const addedBy = (sent: SentCommand, before: Plan, after: Plan): string | null =>
  stepOf(sent, "", before, after)?.forward[0]?.adds?.id ?? null;

function removal(kind: PlanKind, id: string): Command {
  switch (kind) {
    case "session":
      return { type: "programme.remove_session", session: id };
    case "room":
      return { type: "programme.remove_room", room: id };
    case "theme":
      return { type: "programme.remove_theme", theme: id };
    case "day":
      return { type: "programme.remove_day", day: id };
  }
}

const OF_A_NEW_SESSION = {
  quorum_to_open: "third",
  quorum_to_decide: "majority",
  order_policy: "first_come",
} as const;

/** The commands that bring a removed session back, with its agenda and speaking times if they are known. */
function additionOfSession(row: Session, { zone, room, floor }: Plan): Command[] {
  const name = room.find(({ id }) => id === row.room)?.name ?? {};
  const { title, description, kind, access, theme, quorum_to_open, quorum_to_decide, order_policy } = row;
  const add: Command = {
    type: "programme.add_session",
    title,
    description,
    kind,
    access,
    theme,
    date: dateIn(row.starts_at, zone),
    starts: timeIn(row.starts_at, zone, "en"),
    ends: timeIn(row.ends_at, zone, "en"),
    room: inLanguage(name, "en"),
  };
  const known = floor(row.id);
  const rest: Command[] = [];
  const values = { quorum_to_open, quorum_to_decide, order_policy };
  if (!same(values, OF_A_NEW_SESSION))
    rest.push({ type: "programme.change_session", values, seen: OF_A_NEW_SESSION });
  if (known?.agenda.some(Boolean))
    rest.push({ type: "programme.set_agenda", items: known.agenda.filter(Boolean), seen: [""] });
  if (known?.preset && known.preset !== "conference")
    rest.push({ type: "programme.set_preset", preset: known.preset, seen: "conference" });
  if (known && !known.preset) {
    const values = speakingTimesOf(known);
    rest.push({ type: "programme.set_speaking_times", values, seen: USUAL_TIMES });
  }
  if (row.cancelled) rest.push({ type: "programme.cancel_session" });
  return [add, ...rest];
}

/** The commands after something has another id. */
export function withNewId(
  sents: readonly SentCommand[],
  kind: PlanKind,
  id: string,
  now: string,
): SentCommand[] {
  return sents.map((sent) => ({
    ...sent,
    stream: kind === "session" && sent.stream === sessionStream(id) ? sessionStream(now) : sent.stream,
    command: renamedIn(sent.command, kind, id, now),
    ...(sent.adds?.kind === kind && sent.adds.id === id ? { adds: { kind, id: now } } : {}),
  }));
}

function renamedIn(command: Command, kind: PlanKind, id: string, now: string): Command {
  // `programme.add_session` names its room, and does not know its id.
  if (kind === "room" && command.type === "programme.add_session") return command;
  const swap = <T extends object>(fields: T): T =>
    (fields as Record<string, unknown>)[kind] === id ? { ...fields, [kind]: now } : fields;
  const outer = swap(command) as Command & { values?: object; seen?: object };
  if (!outer.values || !outer.seen) return outer;
  return { ...outer, values: swap(outer.values), seen: swap(outer.seen) } as Command;
}
