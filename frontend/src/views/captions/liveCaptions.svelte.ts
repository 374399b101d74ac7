/** The captions of a session in one language, as they are written. */
import { captionsStream, inSequence } from "../../state/captions";
import type { SessionModel } from "../../state/sessionModel.svelte";
import { ComingWords } from "./comingWords.svelte";
import { showsPrepared, shownCaptions } from "./shown";

/** How many of the latest captions a screen reader finds. */
const LOGGED = 8;

export class LiveCaptions {
  language = $state("");
  readonly stream: string;
  private readonly coming: ComingWords;

  constructor(readonly model: SessionModel) {
    this.stream = captionsStream(model.id);
    this.coming = new ComingWords(model.client, this.stream, () => this.language);
  }

  private readonly channels = $derived.by(() =>
    this.model.session?.state === "closed"
      ? []
      : this.model.client.store.all(this.model.stream, "caption_channel").filter(({ is_open }) => is_open),
  );
  /** The languages in which captions are written now. */
  readonly languages: string[] = $derived.by(() => this.channels.map(({ id }) => id).sort());
  /** The language that the operator chose for the hall screen; empty for none. */
  readonly inHall: string = $derived.by(
    () => this.channels.find(({ on_hall_screen }) => on_hall_screen)?.id ?? "",
  );
  /** The latest, without words that may still change. */
  readonly log = $derived.by(() =>
    inSequence(
      this.model.client.store
        .all(this.stream, "caption")
        .filter(({ language }) => language === this.language),
    ).slice(-LOGGED),
  );
  /** Whether the latest are of a prepared text, which is marked. */
  readonly prepared: boolean = $derived.by(() => showsPrepared(this.log));

  /** What is shown now. A view that reads it is updated four times a second. */
  get shown() {
    return shownCaptions(this.log, this.coming.shown, this.model.client.now);
  }
}
