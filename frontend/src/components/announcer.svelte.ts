/** What screen readers are told: politely at most one text in 5 s, the newest wins; at once where it cannot wait. */

const PAUSE_MS = 5000;

export class Announcer {
  polite = $state("");
  assertive = $state("");
  private waiting: string | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  say(text: string): void {
    if (this.timer === null) this.speak(text);
    else this.waiting = text;
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
    const text = this.waiting;
    this.waiting = null;
    if (text !== null) this.speak(text);
  }
}

export const announcer = new Announcer();
