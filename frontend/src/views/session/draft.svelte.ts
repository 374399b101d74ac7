/** A question being typed: it outlives the tab it is typed in, the connection and a reload, and stays in this browser's tab. */
export class QuestionDraft {
  anonymous = $state(false);
  /** Somebody pressed *Ask* elsewhere on the page: the field takes the keyboard when it is there. */
  wanted = $state(false);
  private typed = $state("");
  private readonly key: string;

  constructor(session: string) {
    this.key = `balai.question.${session}`;
    this.typed = sessionStorage.getItem(this.key) ?? "";
  }

  get text(): string {
    return this.typed;
  }

  set text(text: string) {
    this.typed = text;
    sessionStorage.setItem(this.key, text);
  }
}
