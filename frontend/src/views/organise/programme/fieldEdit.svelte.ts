/** One field that two people may change at once. What was typed stays until it is saved or given up. */
import type { Answer } from "./planActs.svelte";

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export class FieldEdit<T> {
  /** What was typed and is not saved, and what stood there when the typing began. */
  private typed = $state.raw<{ value: T; seen: T } | null>(null);
  private saving = false;
  /** Why the last value was refused. */
  refusal = $state("");

  constructor(
    readonly present: () => T,
    private readonly save: (value: T, seen: T) => Promise<Answer>,
  ) {}

  get value(): T {
    return this.typed ? this.typed.value : this.present();
  }

  /** Somebody else changed the field while it was edited here. */
  get changedMeanwhile(): boolean {
    const { typed } = this;
    return typed !== null && !same(typed.seen, this.present()) && !same(typed.value, this.present());
  }

  type(value: T): void {
    this.typed = { value, seen: this.typed ? this.typed.seen : this.present() };
  }

  /** Saves what was typed, unless somebody else changed the field meanwhile. */
  async commit(): Promise<void> {
    const { typed } = this;
    if (!typed || this.saving || this.changedMeanwhile) return;
    if (same(typed.value, this.present())) return this.discard();
    this.saving = true;
    const answer = await this.save(typed.value, typed.seen);
    this.saving = false;
    this.refusal = answer.ok ? "" : answer.text;
    if (answer.ok && this.typed === typed) this.typed = null;
  }

  /** For a field that is complete with each change. */
  choose(value: T): Promise<void> {
    this.type(value);
    return this.commit();
  }

  keepMine(): Promise<void> {
    if (this.typed) this.typed = { value: this.typed.value, seen: this.present() };
    return this.commit();
  }

  discard(): void {
    this.typed = null;
    this.refusal = "";
  }
}
