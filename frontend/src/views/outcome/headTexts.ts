/** The state of an outcome document in words. */
import type { OutcomeModel } from "./document.svelte";
import { t } from "./texts";

const NAMED_READINGS = 3;

export function readingText(reading: number): string {
  if (!reading) return t("outcome.reading.none");
  return reading <= NAMED_READINGS
    ? t(`outcome.reading.${reading as 1}`)
    : t("outcome.reading.more", { number: reading });
}

/** Whether amendments can be tabled, and until when: `moment`, as its readers read it. */
export function deadlineText(
  model: OutcomeModel,
  momentText = (moment: string) => model.momentText(moment),
): string {
  const { document } = model;
  if (!document || document.state !== "drafting" || !document.reading) return "";
  const until = document.amendments_until;
  if (!until) return t("outcome.no_deadline");
  const params = { moment: momentText(until) };
  return model.client.now > Date.parse(until)
    ? t("outcome.deadline_over", params)
    : t("outcome.deadline", params);
}
