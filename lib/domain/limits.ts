/** Largest decompressed body of one ingest request, in bytes. */
export const MAX_INGEST_BYTES = 64 * 1024 * 1024;
/** Most items in one ingest request. */
export const MAX_INGEST_ITEMS = 10_000;
/** Deepest nesting that gets a searchable copy; deeper JSON is stored as text only. */
export const MAX_SEARCHABLE_DEPTH = 64;
/** Largest context, in UTF-8 bytes, that gets a searchable copy. */
export const MAX_SEARCHABLE_BYTES = 1024 * 1024;
/** Longest value of an identifying column in characters; PostgreSQL refuses index rows over 2,704 bytes. */
export const MAX_NAME_LENGTH = 512;
/** Longest validation message in the list row, in characters; the log page has all of it. */
export const MAX_LIST_MESSAGE_LENGTH = 1_000;
/** An execution may claim to be this far ahead of the server's clock before it counts as from the future. */
export const MAX_CLOCK_SKEW_MS = 60 * 60 * 1000;
/** Most parts of an output that a verdict may call different. */
export const MAX_DIFFERENCES = 8;
/** Of each of them the diff that is kept, in UTF-8 bytes; the rest is cut off, and says so. */
export const MAX_DIFF_BYTES = 64 * 1024;
/** Largest body of a report about a rerun, in bytes. */
export const MAX_REPORT_BYTES = 4 * 1024 * 1024;
/** Most executions that are kept as cases of one action. */
export const MAX_PINNED_CASES = 100;
/** Most bytes of contexts and recordings in one file of cases. */
export const MAX_CASES_BYTES = 64 * 1024 * 1024;
/** Longest name of a case, in characters. */
export const MAX_CASE_NAME_LENGTH = 120;
/** Rows of one page of the list. */
export const PAGE_SIZE = 50;
/** Most rows that one request may ask for. */
export const MAX_PAGE_SIZE = 500;
/** Most logs in one zip made in the browser. */
export const MAX_ZIP_LOGS = 5_000;
/** Time after which a list answers with what it has found and says how far back it has looked. */
export const LIST_BUDGET_MS = 1_500;
/** The same once there is something to show: the rest follows while it is read. */
export const FIRST_HITS_BUDGET_MS = 250;
/** Longest text of a query, in characters. */
export const MAX_QUERY_LENGTH = 4_000;
/** Most clauses of one query; each is a condition of the statement that looks for it. */
export const MAX_QUERY_CLAUSES = 100;
/** Deepest nesting of parentheses in a query. */
export const MAX_QUERY_DEPTH = 20;
/** Largest context that somebody may give a retry, in UTF-8 bytes. */
export const MAX_RETRY_CONTEXT_BYTES = 20 * 1024 * 1024;
/** Most executions in one bulk retry. */
export const MAX_BULK_RETRIES = 10_000;
/** Longest idempotency key, in characters. */
export const MAX_IDEMPOTENCY_KEY_LENGTH = 255;
