/**
 * What the server has sent: entities by stream, type and id, and the newest signals of each stream.
 *
 * One generic map serves every concept. Frames name what to put and drop, so it holds no rule of the domain.
 */
import { SvelteMap } from "svelte/reactivity";
import type { Protocol } from "../messages/messages.gen";
import type { EventFrame, StreamEvent, MineFrame, SignalsFrame, Snapshot, StreamFrame } from "../wire/frames";

export type Entities = Protocol["entities"];
export type Signals = Protocol["signals"];
export type EntityType = keyof Entities;

export interface JournalEvent {
  stream: string;
  event: StreamEvent;
  actor: string | null;
  at: string | null;
}

type ById = SvelteMap<string, unknown>;
type Put = Record<string, Record<string, unknown>>;

/** Types of entities that only their own seat receives. A snapshot, which many seats share, never holds them. */
const isMine = (type: string): boolean => type.startsWith("my_");

class StreamStore {
  readonly types = new SvelteMap<string, ById>();
  readonly signals = new SvelteMap<string, unknown>();

  of(type: string): ById {
    const known = this.types.get(type);
    if (known) return known;
    const fresh: ById = new SvelteMap();
    this.types.set(type, fresh);
    return fresh;
  }

  put(put: Put): void {
    for (const [type, byId] of Object.entries(put))
      for (const [id, entity] of Object.entries(byId)) this.of(type).set(id, entity);
  }

  drop(drop: Record<string, string[]>): void {
    for (const [type, ids] of Object.entries(drop)) ids.forEach((id) => this.of(type).delete(id));
  }

  /** Replaces the entities of the types that `replaced` selects. Unchanged entities stay the same objects. */
  replace(entities: Put, replaced: (type: string) => boolean): void {
    for (const [type, byId] of this.types)
      if (replaced(type))
        for (const id of byId.keys()) if (!(entities[type] && id in entities[type])) byId.delete(id);
    this.put(entities);
  }
}

/** A listener that fails stops neither the other listeners nor the connection. */
function notify(listener: (happened: JournalEvent) => void, happened: JournalEvent): void {
  try {
    listener(happened);
  } catch (error) {
    console.error(error);
  }
}

export class Store {
  private readonly streams = new SvelteMap<string, StreamStore>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  private readonly listeners = new Set<(happened: JournalEvent) => void>();

  /** All entities of a type, in no order. */
  all<T extends EntityType>(stream: string, type: T): Entities[T][] {
    return [...(this.streams.get(stream)?.types.get(type)?.values() ?? [])] as Entities[T][];
  }

  one<T extends EntityType>(stream: string, type: T, id: string | null | undefined): Entities[T] | null {
    if (id === null || id === undefined) return null;
    return (this.streams.get(stream)?.types.get(type)?.get(id) ?? null) as Entities[T] | null;
  }

  signal<T extends keyof Signals>(stream: string, type: T): Signals[T] | null {
    return (this.streams.get(stream)?.signals.get(type) ?? null) as Signals[T] | null;
  }

  /** True once a snapshot of the stream has arrived. */
  has(stream: string): boolean {
    return this.streams.has(stream);
  }

  /** Calls back for each event from now on, after its entities are applied. */
  onEvent(listener: (happened: JournalEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  apply(frame: StreamFrame): void {
    if ("entities" in frame) this.applySnapshot(frame);
    else if ("after" in frame) this.applyEvent(frame);
    else if ("mine" in frame) this.applyMine(frame);
    else this.applySignals(frame);
  }

  forget(stream: string): void {
    this.streams.delete(stream);
  }

  private applySnapshot({ stream, entities }: Snapshot): void {
    this.at(stream).replace(entities, (type) => !isMine(type));
  }

  private applyEvent({ stream, put, drop, event, actor, at }: EventFrame): void {
    const kept = this.at(stream);
    kept.put(put);
    kept.drop(drop);
    if (event === null) return;
    const happened = { stream, event: event as unknown as StreamEvent, actor, at };
    this.listeners.forEach((listener) => notify(listener, happened));
  }

  private applyMine({ stream, whole, mine, drop }: MineFrame): void {
    const kept = this.at(stream);
    if (whole) kept.replace(mine, isMine);
    else kept.put(mine);
    kept.drop(drop ?? {});
  }

  private applySignals({ stream, signals }: SignalsFrame): void {
    for (const [type, signal] of Object.entries(signals)) this.at(stream).signals.set(type, signal);
  }

  private at(stream: string): StreamStore {
    const known = this.streams.get(stream);
    if (known) return known;
    const fresh = new StreamStore();
    this.streams.set(stream, fresh);
    return fresh;
  }
}
