/** Announcements for screen readers: polite ones at most once in 5 s, urgent ones at once. */

const PAUSE_MS = 5000;

export class Announcer {
  polite = $state("");
  /** The last urgent text. Each is a new object, so that an equal one is read out again. */
  urgent = $state.raw({ text: "" });
  /** Announces the newest text of each subject; the subject that has waited longest goes first. */
  private readonly waiting: { subject: string; text: string }[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** A newer text replaces a waiting one on the same subject. */
  say(text: string, subject = "session"): void {
    const before = this.waiting.find((one) => one.subject === subject);
    if (this.timer === null) this.speak(text);
    else if (before) before.text = text;
    else this.waiting.push({ subject, text });
  }

  sayNow(text: string): void {
    this.urgent = { text };
  }

  get assertive(): string {
    return this.urgent.text;
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
