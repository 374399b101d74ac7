/** What screen readers are told: politely at most one text in 5 s, at once where it cannot wait. */

const PAUSE_MS = 5000;

export class Announcer {
  polite = $state("");
  assertive = $state("");
  /** The newest of each subject; the subject that waits longest goes first. */
  private readonly waiting = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** A newer text takes the place of one that waits, where both are about the same. */
  say(text: string, subject = "session"): void {
    if (this.timer === null) this.speak(text);
    else this.waiting.set(subject, text);
  }

  sayNow(text: string): void {
    this.assertive = text;
  }

  private speak(text: string): void {
    this.polite = text;
    this.timer = setTimeout(() => this.next(), PAUSE_MS);
  }

  private next(): void {
    this.timer = null;
    for (const [subject, text] of this.waiting) {
      this.waiting.delete(subject);
      return this.speak(text);
    }
  }
}

export const announcer = new Announcer();
