/** What a page adds to the head above it. */
import { getContext, onDestroy, setContext, type Snippet } from "svelte";

interface PageHead {
  acts: Snippet | null;
}

const KEY = Symbol("head");

export const provideHead = (head: PageHead): PageHead => setContext(KEY, head);

/** Called by a page when it is made: its menus stand in the head as long as the page does. */
export function fillHead(acts: Snippet): void {
  const head = getContext<PageHead | undefined>(KEY);
  if (!head) return;
  head.acts = acts;
  onDestroy(() => {
    if (head.acts === acts) head.acts = null;
  });
}
