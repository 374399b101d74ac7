/** Documents that the server makes in the background: DOCX and PDF. */
import { call, withBearer } from "./api";
import { fetchFile, type NamedFile } from "./files";

export type ExportFormat = "docx" | "pdf";

export interface ExportJob {
  id: string;
  form: string;
  format: ExportFormat;
  state: "waiting" | "running" | "done" | "failed";
  percent: number;
  ahead: number;
  problem: "" | "no_room" | "broken";
  octets: number;
}

/** Asks for an export at `…/exports`. The same content is made once. */
export const requestExport = (path: string, bearer: string, wanted: object): Promise<ExportJob> =>
  call("POST", path, wanted, withBearer(bearer));

export const exportState = (path: string, bearer: string, job: string): Promise<ExportJob> =>
  call("GET", `${path}/${job}`, undefined, withBearer(bearer));

export const exportedFile = (path: string, bearer: string, job: ExportJob): Promise<NamedFile> =>
  fetchFile(`${path}/${job.id}/file`, bearer, `export.${job.format}`);
