/** Tokens of the REST API, for programs of organisers. */
import { call, withBearer } from "../../state/api";

export const SCOPES = [
  "programme:read",
  "programme:write",
  "people:read",
  "people:write",
  "roles:read",
  "roles:write",
  "invitations:read",
  "invitations:write",
  "documents:read",
  "documents:write",
  "record:read",
  "record:write",
] as const;
export type Scope = (typeof SCOPES)[number];

export interface ApiToken {
  id: string;
  name: string;
  scopes: Scope[];
  made_by: string;
  made_at: string;
  expires_at: string;
  used_at: string | null;
}

const PATH = "/api/v1/organise/api-tokens";

export const readTokens = async (bearer: string): Promise<ApiToken[]> =>
  (await call<{ tokens: ApiToken[] }>("GET", PATH, undefined, withBearer(bearer))).tokens;

/** Makes a token. Its text is shown only here. */
export const makeToken = (
  bearer: string,
  wanted: { name: string; scopes: Scope[]; days: number },
): Promise<ApiToken & { token: string }> => call("POST", PATH, wanted, withBearer(bearer));

/** Makes a token valid again that the same person revoked less than ten minutes ago. */
export const restoreToken = async (bearer: string, id: string): Promise<ApiToken[]> =>
  (await call<{ tokens: ApiToken[] }>("POST", `${PATH}/${id}/restore`, undefined, withBearer(bearer))).tokens;

export const revokeToken = async (bearer: string, id: string): Promise<ApiToken[]> =>
  (await call<{ tokens: ApiToken[] }>("DELETE", `${PATH}/${id}`, undefined, withBearer(bearer))).tokens;
