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
  wantsFocus = $state(false);
  private values = $state<Kept>(EMPTY);
  private readonly key: string;

  constructor(session: string) {
    this.key = `balai.draft.${session}`;
    this.values = { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(this.key) ?? "{}") as Partial<Kept>) };
  }

  get text(): string {
    return this.values.text;
  }

  set text(text: string) {
    this.store({ text });
  }

  get as(): AskedAs {
    return this.values.as;
  }

  set as(as: AskedAs) {
    this.store({ as });
  }

  get addressee(): string {
    return this.values.addressee;
  }

  set addressee(addressee: string) {
    this.store({ addressee });
  }

  get language(): string {
    return this.values.language;
  }

  set language(language: string) {
    this.store({ language });
  }

  private store(values: Partial<Kept>): void {
    this.values = { ...this.values, ...values };
    sessionStorage.setItem(this.key, JSON.stringify(this.values));
  }
}
