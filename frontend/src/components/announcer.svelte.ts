/** What screen readers are told: politely at most one text in 5 s, at once where it cannot wait. */

const PAUSE_MS = 5000;

export class Announcer {
  polite = $state("");
  assertive = $state("");
  /** The newest of each subject; the subject that waits longest goes first. */
  private readonly waiting: { subject: string; text: string }[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** A newer text takes the place of one that waits, where both are about the same. */
  say(text: string, subject = "session"): void {
    const before = this.waiting.find((one) => one.subject === subject);
    if (this.timer === null) this.speak(text);
    else if (before) before.text = text;
    else this.waiting.push({ subject, text });
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
    const longest = this.waiting.shift();
    if (longest) this.speak(longest.text);
  }
}

export const announcer = new Announcer();
