/** Whether this browser plays the booths that speak to its person, and into which output. Kept for all sessions. */
import type { Choice } from "../desk/channelOutputs.svelte";

const KEY = "balai.talkback";

interface Kept {
  silenced: boolean | null;
  output: Choice | null;
}

export class TalkbackChoice {
  /** Null until the person has chosen. */
  silenced = $state<boolean | null>(null);
  /** Null for the browser's own output. */
  output = $state.raw<Choice | null>(null);

  constructor() {
    const { silenced = null, output = null } = kept();
    this.silenced = silenced;
    this.output = output;
  }

  silence(silenced: boolean): void {
    this.silenced = silenced;
    this.keep();
  }

  playInto(output: Choice | null): void {
    this.output = output;
    this.keep();
  }

  private keep(): void {
    const { silenced, output } = this;
    localStorage.setItem(KEY, JSON.stringify({ silenced, output } satisfies Kept));
  }
}

function kept(): Partial<Kept> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}
