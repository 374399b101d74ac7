/** A question being typed. It is kept in this browser tab, over a closed panel, a lost connection and a reload. */
export class QuestionDraft {
  anonymous = $state(false);
  /** *Ask* was pressed elsewhere on the page, so the field takes the focus once it is shown. */
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
