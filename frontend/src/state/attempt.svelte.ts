/** One act at a time that a person began, and why the last one failed. */
export class Attempt {
  busy = $state(false);
  /** What to tell the person; empty if nothing failed. */
  trouble = $state("");

  constructor(private readonly textOf: (error: unknown) => string) {}

  /** Does the act, unless another one runs. Returns whether it was done. */
  async run(act: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = "";
    try {
      await act();
      return true;
    } catch (error) {
      this.trouble = this.textOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
