/** The glossary of a session's conference, as an interpreter or an organiser works with it. */
import { language } from "../../locales/language.svelte";
import { call, withBearer } from "../../state/api";
import type { Client } from "../../state/client.svelte";
import { withTerms, type NewTerm, type Term } from "./terms";
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
  readonly read = (): Promise<boolean> =>
    this.attempt(async () => {
      const { terms } = await this.ask<{ terms: Term[] }>("GET");
      this.terms = withTerms([], terms, language());
    });

  add(terms: readonly NewTerm[]): Promise<boolean> {
    return this.attempt(async () => {
      for (let at = 0; at < terms.length; at += AT_ONCE) {
        const body = { terms: terms.slice(at, at + AT_ONCE) };
        const added = await this.ask<{ terms: Term[] }>("POST", "", body);
        this.terms = withTerms(this.terms ?? [], added.terms, language());
      }
    });
  }

  remove(id: string): Promise<boolean> {
    return this.attempt(async () => {
      await this.ask<Term>("DELETE", `/${id}`);
      this.terms = this.terms?.filter((one) => one.id !== id) ?? null;
    });
  }

  private ask<T>(method: string, term = "", body?: object): Promise<T> {
    const path = `/api/v1/sessions/${this.session}/glossary${term}`;
    return call<T>(method, path, body, withBearer(this.client.token));
  }

  private async attempt(act: () => Promise<void>): Promise<boolean> {
    this.trouble = "";
    try {
      await act();
      return true;
    } catch (error) {
      this.trouble = errorText(error);
      return false;
    }
  }
}
