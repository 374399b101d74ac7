/** The endpoint that previews an order before it is applied (FL7). */
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
  /** The letter that was drawn or chosen; empty if there is none. */
  letter: string;
  /** The new order; places count from 1. */
  order: { entry: string; moves: number; left: number; taken: number }[];
}

/** Previews what a policy would make of the list. Nothing changes. */
export const previewOrder = (session: string, bearer: string, choice: OrderChoice): Promise<OrderPreview> =>
  call("POST", `/api/v1/sessions/${session}/order`, choice, withBearer(bearer));
