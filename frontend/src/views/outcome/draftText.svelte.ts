/** Words being typed. They are kept in this browser tab, over a closed form, a lost connection and a reload. */
export class DraftText {
  private typed = $state("");
  private readonly key: string;

  /** `initial` is what stands in the field if nothing was typed before. */
  constructor(name: string, initial = "") {
    this.key = `balai.outcome.text.${name}`;
    this.typed = sessionStorage.getItem(this.key) ?? initial;
  }

  get text(): string {
    return this.typed;
  }

  set text(text: string) {
    this.typed = text;
    try {
      sessionStorage.setItem(this.key, text);
    } catch {
      // The browser's room is full: the words are kept as long as the form is open.
      sessionStorage.removeItem(this.key);
    }
  }

  forget(): void {
    sessionStorage.removeItem(this.key);
  }
}
