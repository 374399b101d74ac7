/** The endpoint at which an order is looked at before it is applied (FL7). */
import type { Protocol } from "../../../messages/messages.gen";
import { call, withBearer } from "../../../state/api";

/** How a moderator may put the list in order (FL7). */
export interface OrderChoice {
  policy: Protocol["commands"]["floor.order"]["policy"];
  language: string;
  letter: string;
  draws_letter: boolean;
}

export interface OrderPreview {
  /** The letter that was drawn or chosen; empty where there is none. */
  letter: string;
  /** The new order; places count from 1. */
  order: { entry: string; moves: number; left: number; taken: number }[];
}

/** What a policy would make of the list; nothing changes. */
export const previewOrder = (session: string, bearer: string, choice: OrderChoice): Promise<OrderPreview> =>
  call("POST", `/api/sessions/${session}/order`, choice, withBearer(bearer));
