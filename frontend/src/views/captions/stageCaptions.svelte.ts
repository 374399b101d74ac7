/** The captions on the stage: which language, how they look, and what is shown now. */
import { captionsStream, inSequence } from "../../state/captions";
import type { SessionModel } from "../../state/sessionModel.svelte";
import { shownCaptions } from "./shown";

export const SIZES = ["small", "medium", "large"] as const;
export const EDGES = ["bottom", "top"] as const;
export const GROUNDS = ["solid", "veiled"] as const;
/** How many of the latest captions a screen reader finds. */
const LOGGED = 8;

const LANGUAGE = "balai.caption-language";

/** The chosen language; empty for no captions. It is kept in the browser, for all sessions. */
export const keptCaptionLanguage = (): string => localStorage.getItem(LANGUAGE) ?? "";
const keep = (key: string, value: string) => localStorage.setItem(`balai.caption-${key}`, value);
const kept = <T extends string>(key: string, values: readonly T[], otherwise: T): T =>
  values.find((one) => one === localStorage.getItem(`balai.caption-${key}`)) ?? otherwise;

export class StageCaptions {
  language = $state(keptCaptionLanguage());
  size = $state(kept("size", SIZES, "medium"));
  edge = $state(kept("edge", EDGES, "bottom"));
  ground = $state(kept("ground", GROUNDS, "solid"));
  /** Whether a picture is shown that has room for two lines. */
  hasRoom = $state(false);

  constructor(readonly model: SessionModel) {}

  readonly stream: string = $derived.by(() => captionsStream(this.model.id));
  /** The languages in which captions are written now. */
  readonly languages: string[] = $derived.by(() =>
    this.model.client.store
      .all(this.model.stream, "caption_channel")
      .filter(({ is_open }) => is_open)
      .map(({ id }) => id)
      .sort(),
  );
  /** Whether the captions of the chosen language are shown. */
  readonly on: boolean = $derived.by(() => this.languages.includes(this.language));
  /** Whether they stand in the picture, and else beside it. */
  readonly inPicture: boolean = $derived.by(() => this.ground === "veiled" && this.hasRoom);
  private readonly captions = $derived.by(() =>
    inSequence(
      this.model.client.store
        .all(this.stream, "caption")
        .filter(({ language }) => language === this.language),
    ),
  );
  /** The captions that a screen reader finds: the latest, without words that may still change. */
  readonly log = $derived.by(() => this.captions.slice(-LOGGED));
  private readonly coming: string = $derived.by(
    () => this.model.client.store.signal(this.stream, "caption.coming")?.texts[this.language] ?? "",
  );

  /** What is shown now. A view that reads it is updated four times a second. */
  get shown() {
    return shownCaptions(this.log, this.coming, this.model.client.now);
  }

  keep(): void {
    localStorage.setItem(LANGUAGE, this.language);
    keep("size", this.size);
    keep("edge", this.edge);
    keep("ground", this.ground);
  }
}
