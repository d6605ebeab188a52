/** Of the commands that ask a server. */
export const CLI_USAGE = `runlens actions logs RUN [--follow] [--level info|warning|error] [--json]
                        the log entries of a run, from the server of RUNLENS_URL with RUNLENS_API_KEY`;
