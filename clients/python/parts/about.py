"""Runs a Python action, records it, and sends the recording to Runlens; keeps the executions, steps
and log entries of a Python program.

One file, standard library only, Python 3.8 or newer.

  python3 runlens.py run ACTION.py --context CTX.json --event UPDATE --target PART [--id OWN_ID]
  python3 runlens.py send FILE.ndjson      send executions written by anything else
  python3 runlens.py flush                 send what waits in the spool
  python3 runlens.py status                what waits, was refused, was lost; the last problem

  import runlens
  done = runlens.record(code, context, event="UPDATE", target="PART")

  @runlens.action(event="UPDATE", target="PART")      each call is an execution
  with runlens.execution(event="SYNC", target="STOCK") as run:
      with run.step("Read", connector="http") as step: ...
  logging.getLogger().addHandler(runlens.Handler())   records become its log entries

The action runs in a Python of its own. Its stdout, stderr and exit code go through unchanged, and
nothing that goes wrong with Runlens reaches it: a recording that cannot be sent waits on disk and
goes with a later run. What could not even be kept is counted, and a later execution says so in its
attributes runlens_lost and runlens_refused. Nothing is written to stderr, except one line on a
terminal when a new problem appears; --verbose tells everything.

settings (environment variables):
  RUNLENS_URL           the server, default http://127.0.0.1:3000
  RUNLENS_API_KEY       a key of the project
  RUNLENS_TIMEOUT       seconds that a run may spend on sending, default 5
  RUNLENS_EXIT_TIMEOUT  the same for a program that ends, default RUNLENS_TIMEOUT
  RUNLENS_SPOOL_DIR     where recordings wait, default ~/.cache/runlens/spool
  RUNLENS_SPOOL_BYTES   how much may wait there, default 536870912
  RUNLENS_VERBOSE       1: as --verbose
A server on this machine is reached directly, any other through http_proxy and https_proxy.
"""

__version__ = "1.0.0"
__all__ = ["Execution", "Handler", "RawJson", "Recorded", "Step", "action", "attach", "carry",
           "current", "execution", "flush", "main", "record", "send", "status", "to_json", "using"]
