/** What stands with the stage: captions in its picture or beside it, and the sign-language interpreter. */
import type { Snippet } from "svelte";

export interface StageCompanions {
  /** What the captions take from the room for the picture. */
  readonly takes: string | undefined;
  /** After the stage. */
  band: Snippet;
  /** In its picture. */
  readonly inPicture: Snippet | undefined;
}
