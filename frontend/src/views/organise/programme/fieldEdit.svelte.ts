/** One field that two people may change at once. What was typed stays until it is saved or given up. */
import type { Answer } from "./planActs.svelte";

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export class FieldEdit<T> {
  /** What was typed and is not saved, and what stood there when the typing began. */
  private typed = $state.raw<{ value: T; seen: T } | null>(null);
  private saving = false;
  /** Why the last value was refused. */
  refusal = $state("");
  /** Sends the refused value again, for somebody who means it; null if that is of no use. */
  private again = $state.raw<(() => Promise<Answer>) | null>(null);

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

  /** Takes a new value. The refusal of the value before goes. */
  type(value: T): void {
    this.typed = { value, seen: this.typed ? this.typed.seen : this.present() };
    this.refusal = "";
    this.again = null;
  }

  /** Saves what was typed, unless somebody else changed the field meanwhile. */
  async commit(): Promise<void> {
    const { typed } = this;
    if (!typed || this.saving || this.changedMeanwhile) return;
    if (same(typed.value, this.present())) return this.discard();
    await this.settle(typed, () => this.save(typed.value, typed.seen));
  }

  get canConfirm(): boolean {
    return this.again !== null;
  }

  /** Sends the refused value again. */
  async confirm(): Promise<void> {
    const { typed, again } = this;
    if (typed && again) await this.settle(typed, again);
  }

  private async settle(typed: { value: T; seen: T }, save: () => Promise<Answer>): Promise<void> {
    this.saving = true;
    const answer = await save();
    this.saving = false;
    // Something newer was typed meanwhile. It is not what was refused.
    if (this.typed !== typed) return;
    this.refusal = answer.ok ? "" : answer.text;
    this.again = answer.ok ? null : (answer.again ?? null);
    if (answer.ok) this.typed = null;
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
    this.again = null;
  }
}
