/** Speaking times in words, and the announcement when they change (FL15). */
import { t } from "../../locales/texts";
import { clockText } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";

/** "Speaking time: states 3:00, groups 4:00, observers 2:00, others 1:00", or one time for all. */
export function limitsText({ state, group, observer, other }: Entities["floor"]["limits"]): string {
  if ([group, observer, other].every((limit) => limit === state))
    return t("limits.all", { time: clockText(state) });
  return t("limits.each", {
    state: clockText(state),
    group: clockText(group),
    observer: clockText(observer),
    other: clockText(other),
  });
}
