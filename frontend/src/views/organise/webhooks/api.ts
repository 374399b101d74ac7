/** The REST endpoints of webhooks. */
import { call, withBearer } from "../../../state/api";

export interface Webhook {
  id: string;
  url: string;
  events: string[];
  is_active: boolean;
  reason: string;
  /** The HTTP status of the failure that `reason` names; null if there was no answer. */
  status: number | null;
  waiting: number;
  failed: number;
}

export interface Delivery {
  id: string;
  type: string;
  state: "waiting" | "sending" | "sent" | "kept" | "failed";
  tries: number;
  status: number | null;
  reason: string;
  body: string;
  due: string;
  made_at: string;
}

export interface Deliveries {
  deliveries: Delivery[];
  next: string | null;
}

const AT = "/api/v1/organise/webhooks";

export const webhooks = (bearer: string): Promise<{ webhooks: Webhook[]; types: string[] }> =>
  call("GET", AT, undefined, withBearer(bearer));

export const addWebhook = (
  bearer: string,
  url: string,
  events: string[],
): Promise<Webhook & { secret: string }> => call("POST", AT, { url, events }, withBearer(bearer));

export type WebhookValues = Pick<Webhook, "url" | "events" | "is_active">;

/** Changes a webhook. What somebody else changed since it was `seen` is refused. */
export const changeWebhook = (
  bearer: string,
  id: string,
  to: WebhookValues,
  seen: WebhookValues,
): Promise<unknown> => call("PUT", `${AT}/${id}`, { ...to, seen }, withBearer(bearer));

export const removeWebhook = (bearer: string, id: string): Promise<unknown> =>
  call("DELETE", `${AT}/${id}`, undefined, withBearer(bearer));

/** Restores a webhook that was removed less than a day ago, with its secret. */
export const restoreWebhook = (bearer: string, id: string): Promise<unknown> =>
  call("POST", `${AT}/${id}/restore`, undefined, withBearer(bearer));

export const testWebhook = (bearer: string, id: string): Promise<Delivery> =>
  call("POST", `${AT}/${id}/test`, {}, withBearer(bearer));

export const deliveriesOf = (bearer: string, id: string, before: string | null): Promise<Deliveries> =>
  call("GET", `${AT}/${id}/deliveries?before=${before ?? ""}`, undefined, withBearer(bearer));

export const resendDelivery = (bearer: string, id: string): Promise<unknown> =>
  call("POST", `${AT}/deliveries/${id}/resend`, {}, withBearer(bearer));
