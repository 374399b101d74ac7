/** The captions on the stage: which language, and how they look. The choice is kept in the browser, for all sessions. */
import type { Snippet } from "svelte";
import type { SessionModel } from "../../state/sessionModel.svelte";
import { LiveCaptions } from "./liveCaptions.svelte";

/** The captions, and what shows them. The page of the session loads both only with their control. */
export interface ShownCaptions {
  captions: StageCaptions;
  /** Beside the picture. */
  band: Snippet;
  inPicture: Snippet;
}

export const SIZES = ["small", "medium", "large"] as const;
export const EDGES = ["bottom", "top"] as const;
export const GROUNDS = ["solid", "veiled"] as const;

const LANGUAGE = "balai.caption-language";

/** The chosen language; empty for no captions. */
export const keptCaptionLanguage = (): string => localStorage.getItem(LANGUAGE) ?? "";
const keep = (key: string, value: string) => localStorage.setItem(`balai.caption-${key}`, value);
const kept = <T extends string>(key: string, values: readonly T[], otherwise: T): T =>
  values.find((one) => one === localStorage.getItem(`balai.caption-${key}`)) ?? otherwise;

export class StageCaptions extends LiveCaptions {
  size = $state(kept("size", SIZES, "medium"));
  edge = $state(kept("edge", EDGES, "bottom"));
  ground = $state(kept("ground", GROUNDS, "solid"));
  /** Whether a picture is shown that has room for two lines. */
  hasRoom = $state(false);
  /** Whether the captions of the chosen language are shown. */
  readonly on: boolean = $derived.by(() => this.languages.includes(this.language));
  /** The height of their band beside the picture. */
  height = $state(0);
  /** What they take from the room for the picture. */
  readonly takes: string = $derived.by(() => `${this.inPicture ? 0 : this.height}px`);
  /** Whether they stand in the picture, and else beside it. */
  readonly inPicture: boolean = $derived.by(() => this.ground === "veiled" && this.hasRoom);

  constructor(model: SessionModel) {
    super(model);
    this.language = keptCaptionLanguage();
  }

  keep(): void {
    localStorage.setItem(LANGUAGE, this.language);
    keep("size", this.size);
    keep("edge", this.edge);
    keep("ground", this.ground);
  }
}
