/** The log of a job that lies beside the documents, or null. */
export type JobLog = (job: {
  id: string | null;
  name: string;
  /** Id and attempt of its run. */
  run: string;
}) => string | null;
