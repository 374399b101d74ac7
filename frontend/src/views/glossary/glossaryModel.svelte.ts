/** The glossary of a session's conference, as an interpreter or an organiser works with it. */
import { call, withBearer } from "../../state/api";
import type { Client } from "../../state/client.svelte";
import type { NewTerm, Term } from "./terms";
import { errorText } from "./texts";

/** How many terms a request adds: the server takes 100, and bodies of 64 KiB. */
const AT_ONCE = 50;

export class GlossaryModel {
  terms = $state.raw<Term[] | null>(null);
  trouble = $state("");

  constructor(
    private readonly client: Client,
    private readonly session: string,
  ) {}

  /** Reads the terms again, also those that others have added. */
  readonly read = (): Promise<boolean> => this.ask("GET");

  async add(terms: readonly NewTerm[]): Promise<boolean> {
    for (let at = 0; at < terms.length; at += AT_ONCE)
      if (!(await this.ask("POST", "", { terms: terms.slice(at, at + AT_ONCE) }))) return false;
    return true;
  }

  remove(id: string): Promise<boolean> {
    return this.ask("DELETE", `/${id}`);
  }

  private async ask(method: string, term = "", body?: object): Promise<boolean> {
    this.trouble = "";
    const path = `/api/v1/sessions/${this.session}/glossary${term}`;
    try {
      const { terms } = await call<{ terms: Term[] }>(method, path, body, withBearer(this.client.token));
      this.terms = terms;
      return true;
    } catch (error) {
      this.trouble = errorText(error);
      return false;
    }
  }
}
