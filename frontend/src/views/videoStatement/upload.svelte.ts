/** A party's upload of its video statement. It goes on while the dialog is closed. */
import { announcer } from "../../components/announcer.svelte";
import type { Refusal } from "../../locales/texts";
import { Problem } from "../../state/api";
import type { Client } from "../../state/client.svelte";
import type { Entities } from "../../state/store.svelte";
import { fetchLimits, sendVideo, type VideoLimits } from "./transfer";
import { refusalText, t } from "./texts";

const NOBODY_KNOWS: VideoLimits = { most_octets: Infinity, most_seconds: Infinity };

export class VideoUpload {
  /** The fraction of the file that was sent; null while none is being sent. */
  sentShare = $state<number | null>(null);
  refusal = $state("");
  limits = $state.raw(NOBODY_KNOWS);
  private stopping: AbortController | null = null;

  constructor(private readonly client: Client) {}

  get stream(): string {
    return `conference/${this.client.seat?.conference ?? ""}`;
  }

  /** What the party handed in, as the server has it. */
  get video(): Entities["my_video_statement"] | null {
    return this.client.store.one(this.stream, "my_video_statement", this.client.seat?.party);
  }

  async loadLimits(): Promise<void> {
    if (this.limits === NOBODY_KNOWS) this.limits = await fetchLimits(this.client.token);
  }

  async send(file: File): Promise<void> {
    this.refusal = "";
    if (file.size > this.limits.most_octets) return this.refuse({ code: "video_statement.too_large" });
    this.sentShare = 0;
    this.stopping = new AbortController();
    try {
      await sendVideo(this.client.token, file, (part) => (this.sentShare = part), this.stopping.signal);
      announcer.say(
        t(this.video?.state === "converting" ? "video_statement.checking" : "video_statement.ready"),
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.refuse(error);
    } finally {
      this.sentShare = null;
    }
  }

  stop(): void {
    this.stopping?.abort();
  }

  async remove(): Promise<void> {
    this.refusal = "";
    const outcome = await this.client.sendCommand(this.stream, { type: "video_statement.remove" });
    if (outcome.ok) announcer.say(t("video_statement.removed"));
    else this.refuse(outcome);
  }

  private refuse(refusal: Refusal): void {
    this.refusal = refusalText(refusal);
  }
}
