/** Of the commands that ask a server. */
export const CLI_USAGE = `Commands for the server of RUNLENS_URL, with RUNLENS_API_KEY:
runlens list [QUERY] [--limit N] [--format table|json|ndjson]   the newest that the query finds
runlens get ID          one execution as JSON
runlens actions logs ID [--follow] [--level info|warning|error] [--json]   its log entries
runlens bundle ID [--output FILE]   the Python file that reproduces it
runlens verify ID [--python python3]   runs that file: does it give the recorded output?
runlens retry ID [--code original|current] [--idempotency-key KEY]   the next attempt`;
