/** The messages of a session's channels: the latest of the stream, and earlier ones page by page. */
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { untrack } from "svelte";
import { call, withBearer } from "../../state/api";
import type { Client } from "../../state/client.svelte";
import type { ConferenceView } from "../../state/conference.svelte";
import { interpretsInto } from "../../state/interpretation";
import { sessionStream } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import type { Command } from "../../wire/frames";
import type { Outcome } from "../../wire/connection";
import { t } from "./texts";

export type Message = Entities["message"];
export type Channel =
  "everyone" | "delegates" | "backstage" | "booths" | `booth/${string}` | `party/${string}`;
export type Reaction = "agree" | "thanks" | "question";

interface Page {
  items: Message[];
  mine: string[];
  reactions: Record<string, Record<string, number>>;
  /** The kinds of the reader's own reactions, by message. */
  reacted: Record<string, string[]>;
  next: string | null;
}

export const chatStream = (session: string): string => `chat/${session}`;
const PAGE = 50;
const DELEGATES = ["delegate", "panellist", "moderator", "organiser"];
const MEMBERS = ["delegate", "head", "panellist"];
const BOOTHS = ["moderator", "operator", "interpreter"];
const BACKSTAGE = ["moderator", "organiser", "operator", "rapporteur"];
const EDITABLE_MS = 15 * 60_000;
const numberOf = ({ id }: { id: string }): number => Number(id);

/** The channels that a seat takes part in. Who is called soon takes part in `backstage` too. */
export function channelsOf(client: Client, session: string, isCalled: boolean): Channel[] {
  const has = (roles: string[]) => roles.some((role) => client.hasRole(role, session));
  const party = client.seat?.party;
  return [
    "everyone",
    ...(has(DELEGATES) ? (["delegates"] as const) : []),
    ...(has(BACKSTAGE) || isCalled ? (["backstage"] as const) : []),
    ...boothChannels(client, session),
    ...(has(BOOTHS) && interpretedInto(client, session).length ? (["booths"] as const) : []),
    ...(party && has(MEMBERS) ? ([`party/${party}`] as const) : []),
  ];
}

/** The languages into which a session is interpreted, spoken and signed. */
const interpretedInto = (client: Client, session: string): string[] =>
  (["language_channel", "sign_channel"] as const).flatMap((kind) =>
    client.store.all(sessionStream(session), kind).map(({ id }) => id),
  );

/** The channels of the booths in which a seat interprets. */
function boothChannels(client: Client, session: string): Channel[] {
  const participant = client.seat?.participant ?? null;
  const assigned = client.store
    .all(`conference/${client.seat?.conference ?? ""}`, "session_role")
    .filter((one) => one.role === "interpreter" && one.session === session);
  const languages = new Set([
    ...assigned.map(({ language }) => language),
    ...interpretedInto(client, session),
  ]);
  return [...languages]
    .filter(Boolean)
    .filter((language) => assigned.some((role) => interpretsInto(role, { participant, session, language })))
    .sort()
    .map((language) => `booth/${language}` as const);
}

/** Who wrote a message: a name, else the party, else a guest. */
export const authorOf = (message: Message, conference: ConferenceView): string =>
  message.author || (message.party ? conference.partyName(message.party) : t("messages.nameless"));

/** The line that a delegation keeps at the top of its channel, for its speaker. */
export function ownPinned(client: Client, session: string): Message | null {
  const channel = `party/${client.seat?.party ?? ""}`;
  const rows = client.store.all(chatStream(session), "my_group_message");
  return rows.find((one) => one.channel === channel && one.pinned) ?? null;
}

export class MessagesModel {
  readonly stream: string;
  /** Earlier messages that were read page by page, and those that left the latest ones while they were on screen. */
  private readonly earlier = new SvelteMap<Channel, Page[]>();
  private readonly keptOnScreen = new SvelteMap<Channel, Message[]>();
  /** Of earlier messages: each by its id, the reader's own, and their reactions. A row asks for one id alone. */
  private readonly earlierById = new SvelteMap<string, Message>();
  private readonly earlierMine = new SvelteSet<string>();
  private readonly earlierReactions = new SvelteMap<string, Record<string, number>>();
  private readonly earlierReacted = new SvelteMap<string, string[]>();
  private latestBefore: Message[] = [];

  constructor(
    readonly client: Client,
    readonly session: string,
  ) {
    this.stream = chatStream(session);
  }

  /** True once the snapshot has arrived. */
  get isKnown(): boolean {
    return this.client.store.has(this.stream);
  }

  get policy(): Entities["message_policy"] {
    const stored = this.client.store.one(this.stream, "message_policy", this.session);
    return stored ?? { id: this.session, mode: "open", slow_s: 0 };
  }

  get moderates(): boolean {
    return this.client.hasRole("moderator", this.session);
  }

  /** The latest messages of a channel, the oldest first. */
  latest(channel: Channel): Message[] {
    const rows =
      channel === "everyone"
        ? this.client.store.all(this.stream, "message")
        : this.client.store.all(this.stream, "my_group_message");
    return rows.filter((one) => one.channel === channel).sort((a, b) => numberOf(a) - numberOf(b));
  }

  /** The messages that wait for a moderator, which only their author sees. Moderators see them among the others. */
  heldMessages(channel: Channel): Entities["my_message"][] {
    if (this.moderates) return [];
    const rows = this.client.store.all(this.stream, "my_message");
    return rows.filter((one) => one.held && one.channel === channel);
  }

  pinned(channel: Channel): Message | null {
    return this.latest(channel).find(({ pinned }) => pinned) ?? null;
  }

  isMine(id: string): boolean {
    return this.client.store.one(this.stream, "my_message", id) !== null || this.earlierMine.has(id);
  }

  /** A message that is shown; null if it is not, or not yet. */
  find(id: string | null): Message | null {
    if (id === null) return null;
    const { store } = this.client;
    const live = store.one(this.stream, "message", id) ?? store.one(this.stream, "my_group_message", id);
    return live ?? this.earlierById.get(id) ?? null;
  }

  isEditable(message: Message): boolean {
    return this.isMine(message.id) && this.client.now - Date.parse(message.sent_at) < EDITABLE_MS;
  }

  /** How many people reacted to a message. Of a message to a group, it has the numbers itself. */
  reactionsTo({ id, channel }: Message): Record<string, number> {
    const { store } = this.client;
    const live =
      channel === "everyone"
        ? store.signal(this.stream, "message.reactions")?.counts[id]
        : store.one(this.stream, "my_group_message", id)?.reactions;
    return live ?? this.earlierReactions.get(id) ?? {};
  }

  hasReacted(id: string, kind: Reaction): boolean {
    const live = this.client.store.signal(this.stream, "message.my_reactions")?.mine[id];
    return (live ?? this.earlierReacted.get(id))?.includes(kind) ?? false;
  }

  get blocked(): Entities["message_block"][] {
    return this.client.store.all(this.stream, "message_block");
  }

  /** How many messages of a channel the reader has not seen. At most as many as the latest ones. */
  unread(channel: Channel): number {
    const marks = this.client.store.signal(`session/${this.session}`, "message.my_marks")?.marks ?? {};
    const seen = marks[channel] ?? 0;
    return this.latest(channel).filter((one) => numberOf(one) > seen && !one.deleted && !this.isMine(one.id))
      .length;
  }

  /** Says that the reader has seen the channel up to its latest message. */
  async markRead(channel: Channel): Promise<void> {
    const last = this.latest(channel)
      .filter(({ held }) => !held)
      .at(-1);
    if (last && this.unread(channel) > 0)
      await this.send({ type: "message.mark_read", channel, message: last.id });
  }

  // Earlier messages

  /** Pages of earlier messages, the oldest page first. */
  earlierPages(channel: Channel): Message[][] {
    return (this.earlier.get(channel) ?? []).map(({ items }) => items);
  }

  /** The messages between those pages and the latest ones. */
  betweenPages(channel: Channel): Message[] {
    return this.keptOnScreen.get(channel) ?? [];
  }

  /** Whether there are messages before those that are shown. */
  hasEarlier(channel: Channel): boolean {
    const pages = this.earlier.get(channel);
    if (pages?.[0]) return pages[0].next !== null;
    return this.latest(channel).filter(({ pinned }) => !pinned).length >= 100;
  }

  async readEarlier(channel: Channel): Promise<void> {
    const pages = this.earlier.get(channel) ?? [];
    const unpinned = this.latest(channel).filter(({ pinned }) => !pinned);
    const before = pages[0]?.next ?? (this.betweenPages(channel)[0] ?? unpinned[0])?.id;
    if (before === undefined || pages[0]?.next === null) return;
    const page = await this.fetchPage({ channel, before });
    const known = this.earlier.get(channel) ?? [];
    if (known[0] !== pages[0]) return;
    for (const message of page.items) this.earlierById.set(message.id, message);
    for (const id of page.mine) this.earlierMine.add(id);
    this.noteReactions(page);
    this.earlier.set(channel, [page, ...known]);
  }

  /** Whether it is one of the latest messages, whose reactions come by themselves. */
  private isLive(id: string): boolean {
    const { store } = this.client;
    return (store.one(this.stream, "message", id) ?? store.one(this.stream, "my_group_message", id)) !== null;
  }

  private noteReactions({ items, reactions, reacted }: Page): void {
    for (const { id } of items) {
      if (this.isLive(id)) continue;
      this.earlierReactions.set(id, reactions[id] ?? {});
      this.earlierReacted.set(id, reacted[id] ?? []);
    }
  }

  /** Reads the reactions to an earlier message again. */
  async readReactions({ id, channel }: Message): Promise<void> {
    if (this.isLive(id)) return;
    this.noteReactions(await this.fetchPage({ channel, before: String(Number(id) + 1) }, 1));
  }

  async search(channel: Channel, q: string): Promise<Page> {
    const page = await this.fetchPage({ channel, q });
    this.noteReactions(page);
    return page;
  }

  private fetchPage(query: Record<string, string>, limit = PAGE): Promise<Page> {
    const asked = Object.entries({ ...query, limit }).map(
      ([name, value]) => `${name}=${encodeURIComponent(value)}`,
    );
    const path = `/api/v1/sessions/${this.session}/messages?${asked.join("&")}`;
    return call("GET", path, undefined, withBearer(this.client.token));
  }

  /** Keeps on screen what leaves the latest messages while the reader looks at earlier ones. Call it in an effect. */
  keepOnScreen(channel: Channel, isReadingBack: boolean): void {
    const now = this.latest(channel).filter(({ pinned }) => !pinned);
    untrack(() => {
      if (!isReadingBack) {
        this.earlier.delete(channel);
        this.keptOnScreen.delete(channel);
        if (this.earlier.size === 0) this.forgetEarlier();
      } else {
        const first = now[0] ? numberOf(now[0]) : Infinity;
        const gone = this.latestBefore.filter((one) => one.channel === channel && numberOf(one) < first);
        const known = this.betweenPages(channel);
        const last = known.at(-1);
        const fresh = gone.filter((one) => !last || numberOf(one) > numberOf(last));
        if (fresh.length) this.keptOnScreen.set(channel, [...known, ...fresh]);
      }
      this.latestBefore = now;
    });
  }

  private forgetEarlier(): void {
    this.earlierById.clear();
    this.earlierMine.clear();
    this.earlierReactions.clear();
    this.earlierReacted.clear();
  }

  // Acts

  send(command: Command): Promise<Outcome> {
    return this.client.sendCommand(this.stream, command);
  }
}
