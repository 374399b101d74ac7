/** A key as intercom panels have it: it is on while it is held, and a short press keeps it on until the next one. */

/** A press that is shorter keeps the key on, in milliseconds. */
export const SHORT_MS = 300;

export class HoldOrLatch {
  private pressedAt: number | null = null;
  private latched = false;

  get isHeld(): boolean {
    return this.pressedAt !== null;
  }

  /** Each method returns whether the key is on now. */
  press(at: number): boolean {
    if (this.isHeld) return true;
    if (this.latched) return this.reset();
    this.pressedAt = at;
    return true;
  }

  release(at: number): boolean {
    if (this.pressedAt !== null) this.latched = at - this.pressedAt < SHORT_MS;
    this.pressedAt = null;
    return this.latched;
  }

  /** The page no longer sees whether the key is held. */
  blur(): boolean {
    this.pressedAt = null;
    return this.latched;
  }

  /** A press by something that cannot be held. */
  toggle(): boolean {
    this.pressedAt = null;
    return (this.latched = !this.latched);
  }

  reset(): boolean {
    this.pressedAt = null;
    return (this.latched = false);
  }
}
