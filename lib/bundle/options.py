# ---- what the file is called with ----------------------------------------------------------------

HELP = """\
Runs the action of a Runlens bundle and gives the output that was recorded. Python 3.8 or newer.

  python3 FILE                  run as recorded: same clock, randomness, hash order, environment,
                                stdin and answers of HTTP servers
  python3 FILE --verify         run and compare with the recording; exits with
                                0 same, 1 different, 2 no recording
    --report URL                and tell the server at URL, with the key in RUNLENS_API_KEY; exits
                                with 3 when it does not take the report
  python3 FILE --context OTHER  run with the JSON of another file as the context
  python3 FILE --recorded       print the recorded output, run nothing
  python3 FILE --live           nothing frozen: real clock, randomness, environment, stdin, network
  python3 FILE --full-traceback keep the frames of the standard library and of packages
  python3 FILE --debug          real file name and lines, so that breakpoints bind

An action finds the globals context, ValidationError, ValidationWarning and mutations (a list to
append to), and may set result. ValidationError blocks; ValidationWarning warns and exits 0.
"""

def read_options(argv, options):
    """Sets what is given. Exits where that makes no sense, or was all that was wanted."""
    given = iter(argv)
    for name in given:
        if name not in options:
            sys.exit("unknown option %s, see --help" % name)
        value = {"--context": "the name of a file", "--outcome": "the name of a file",
                 "--report": "the address of a server"}.get(name)
        options[name] = next(given, None) if value else True
        if not options[name]:
            sys.exit("%s needs %s" % (name, value))
    if options["--record"] and not options["--outcome"]:
        sys.exit("--record needs --outcome FILE")
    if options["--report"] and not options["--verify"]:
        sys.exit("--report needs --verify")
    for name in ("--context", "--live", "--debug", "--full-traceback"):
        for other in ("--verify", "--recorded"):
            if options[name] and options[other]:
                sys.exit("%s looks at the recording: it makes no sense with %s" % (other, name))
    if options["--help"]:
        print(HELP, end="")
        sys.exit(0)
