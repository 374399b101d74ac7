/** The texts of *Who may do what, and why*. */
import { t as policies, type AccessPolicy } from "../../components/accessPolicies";
import { loadedCatalogue, type Key } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";
import type { RightReason } from "./rights";

export const t = await loadedCatalogue("access");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);

/** The name of a role. One that these texts do not know has its own name. */
export const roleName = (role: string): string => {
  const key = `role.${role}`;
  return t.has(key) ? t(key as Key<"access">) : role;
};

/** Why something is allowed, in words. */
export function reasonText({ source, name }: RightReason): string {
  if (source === "policy") return t("because.policy", { what: policies(`policy.${name as AccessPolicy}`) });
  if (name === "role_elsewhere") return t("because.elsewhere");
  return t(`because.${source}`, { role: roleName(name) });
}
