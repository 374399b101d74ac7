/** The sign language of a session. A session has one at most. */
import type { SignChannel } from "./interpretation";
import type { SessionModel } from "./sessionModel.svelte";

export const signChannelOf = (model: SessionModel): SignChannel | null =>
  model.client.store.all(model.stream, "sign_channel")[0] ?? null;
