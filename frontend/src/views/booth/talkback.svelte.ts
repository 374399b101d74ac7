/** The interpreter's voice to the moderator and the operator: asked of the relay, which moves the microphone there. */
import { problemIn, type Problem } from "../../state/api";
import type { Resource } from "../../media/signalling";
import { HoldOrLatch } from "./holdOrLatch";

const AGAIN_MS = 1000;
/** The relay could not be reached, or could not answer. */
const AGAIN = "again";
/** The relay no longer knows the connection. Another one is about to be opened. */
const GONE = "media.unknown_resource";

export class Talkback {
  /** The key is held, or was latched. */
  wanted = $state(false);
  /** Why the relay refused, until the next press. */
  refusal = $state.raw<Problem | null>(null);
  /** What the relay has answered last, of the present connection. Null if its answer did not come. */
  private granted: boolean | null = $state(false);
  private asking = $state(false);
  private resource: Resource | null = null;
  /** The signal has told that I talk. */
  private told = false;

  constructor(
    private readonly language: string,
    /** Called at once when another value of the above was set. */
    private readonly changed: () => void = () => undefined,
    private readonly key = new HoldOrLatch(),
  ) {}

  /** The moderator and the operator hear the microphone, and nobody else does. */
  get isOn(): boolean {
    return this.wanted && this.granted === true;
  }

  /** Nobody may hear the microphone now: it is not certain where it leads. */
  get isBetween(): boolean {
    return this.asking || this.wanted !== this.granted;
  }

  get isHeld(): boolean {
    return this.key.isHeld;
  }

  readonly press = (): void => this.want(this.key.press(performance.now()));
  readonly release = (): void => this.want(this.key.release(performance.now()));
  readonly toggle = (): void => this.want(this.key.toggle());
  readonly blur = (): void => this.want(this.key.blur());
  readonly stop = (): void => this.want(this.key.reset());

  /** Another connection is in its channel until the relay is asked again. */
  connect(resource: Resource | null): void {
    if (resource === this.resource) return;
    this.resource = resource;
    this.granted = this.told = false;
    void this.settle();
  }

  /** The relay ends a talk by itself when the interpreter goes off duty. */
  tell(talks: boolean): void {
    if (this.told && !talks && this.isOn) {
      this.granted = false;
      this.wanted = this.key.reset();
      this.changed();
    }
    this.told = talks;
  }

  private want(on: boolean): void {
    if (on && !this.wanted) this.refusal = null;
    this.wanted = on;
    void this.settle();
  }

  /** Asks one thing at a time, so that the last wish is the last that arrives. */
  private async settle(): Promise<void> {
    this.changed();
    if (this.asking) return;
    this.asking = true;
    while (this.resource && this.wanted !== this.granted && !(this.wanted && this.refusal)) {
      const { resource, wanted } = this;
      const answer = await ask(resource, wanted, this.language);
      if (resource !== this.resource) continue;
      if (answer === AGAIN || (wanted && answer?.code === GONE)) {
        this.granted = null;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      } else if (!answer || !wanted) this.granted = wanted;
      else this.refuse(answer);
    }
    this.asking = false;
    this.changed();
  }

  /** While the key is held the microphone stays silent: the voice is not for the channel. */
  private refuse(refusal: Problem): void {
    this.refusal = refusal;
    this.granted = false;
    if (!this.isHeld) this.wanted = this.key.reset();
  }
}

async function ask(
  { url, token }: Resource,
  on: boolean,
  language: string,
): Promise<Problem | "again" | null> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const body = JSON.stringify({ on, language });
  try {
    const answer = await fetch(`${url}/talkback`, { method: "POST", headers, body });
    if (answer.ok) return null;
    return answer.status < 500 ? await problemIn(answer) : AGAIN;
  } catch {
    return AGAIN;
  }
}
