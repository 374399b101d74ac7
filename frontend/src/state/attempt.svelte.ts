/** One act at a time that a person began, and why the last one failed. */
export class Attempt {
  busy = $state(false);
  private failed = $state.raw<{ error: unknown } | null>(null);

  constructor(private readonly textOf: (error: unknown) => string) {}

  /** What to tell the person, in the current language; empty if nothing failed. */
  get trouble(): string {
    return this.failed ? this.textOf(this.failed.error) : "";
  }

  /** Does the act, unless another one runs. Returns whether it was done. */
  async run(act: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failed = null;
    try {
      await act();
      return true;
    } catch (error) {
      this.failed = { error };
      return false;
    } finally {
      this.busy = false;
    }
  }
}
