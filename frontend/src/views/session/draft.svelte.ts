/** In whose name a question is asked. */
export type AskedAs = "person" | "party" | "anonymous";

interface Kept {
  text: string;
  as: AskedAs;
  addressee: string;
  language: string;
}

const EMPTY: Kept = { text: "", as: "person", addressee: "", language: "" };

/** A question being typed. It is kept in this browser tab, over a closed panel, a lost connection and a reload. */
export class QuestionDraft {
  /** *Ask* was pressed elsewhere on the page, so the field takes the focus once it is shown. */
  wanted = $state(false);
  private kept = $state<Kept>(EMPTY);
  private readonly key: string;

  constructor(session: string) {
    this.key = `balai.draft.${session}`;
    this.kept = { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(this.key) ?? "{}") as Partial<Kept>) };
  }

  get text(): string {
    return this.kept.text;
  }

  set text(text: string) {
    this.keep({ text });
  }

  get as(): AskedAs {
    return this.kept.as;
  }

  set as(as: AskedAs) {
    this.keep({ as });
  }

  get addressee(): string {
    return this.kept.addressee;
  }

  set addressee(addressee: string) {
    this.keep({ addressee });
  }

  get language(): string {
    return this.kept.language;
  }

  set language(language: string) {
    this.keep({ language });
  }

  private keep(values: Partial<Kept>): void {
    this.kept = { ...this.kept, ...values };
    sessionStorage.setItem(this.key, JSON.stringify(this.kept));
  }
}
