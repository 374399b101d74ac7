/** The words of captions that may still change, in one language. */
import { untrack } from "svelte";
import type { Client } from "../../state/client.svelte";

/** They stay for this long after they last changed: then their captioner is gone, or waits. */
const STAY_MS = 15_000;

export class ComingWords {
  constructor(
    private readonly client: Client,
    private readonly stream: string,
    private readonly language: () => string,
  ) {}

  private readonly text: string = $derived.by(
    () => this.client.store.signal(this.stream, "caption.coming")?.texts[this.language()] ?? "",
  );
  /** The words, and when this page got them. */
  private readonly received = $derived.by(() => ({
    text: this.text,
    since: untrack(() => this.client.now),
  }));

  /** The words, or nothing. A view that reads them is updated four times a second. */
  get shown(): string {
    const { text, since } = this.received;
    return text && this.client.now - since < STAY_MS ? text : "";
  }
}
