import { replayCase as c, type ReplayCase } from './replay-case';

/** What only a second look finds. */
export const furtherReplayCases: ReplayCase[] = [
  c(
    'depth left for calls that are listened to',
    'import os\nn = 0\ndef f():\n    global n\n    n += 1\n    open(os.devnull).close()\n    f()\ntry:\n    f()\nexcept RecursionError:\n    print(n)\n',
  ),
  c(
    'a recursion limit of its own',
    'import sys\nsys.setrecursionlimit(5000)\ndef f(n):\n    return n if n == 0 else f(n - 1)\nprint(f(4000))\nsys.setrecursionlimit(300)\nf(4000)\n',
    { outcome: 'error' },
  ),
  c(
    'warnings about the caller',
    'import warnings\ndef f():\n    warnings.warn("one", stacklevel=2)\n    warnings.warn("two", stacklevel=3)\nf()\nwarnings.warn("three", stacklevel=2)\n',
  ),
  c(
    'causes that are hidden and notes',
    'try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    new = KeyError("é")\n    getattr(new, "add_note", print)("a note\\nof two lines")\n    raise new from None\n',
  ),
  c(
    'a group of exceptions',
    'import builtins\nif hasattr(builtins, "ExceptionGroup"):\n    raise ExceptionGroup("two", [ValueError("a"), ExceptionGroup("in", [KeyError("b")])])\nraise ValueError("none")\n',
    { outcome: 'error' },
  ),
  c('an exit code out of range', 'import sys\nsys.exit(-1)\n', { outcome: 'exit' }),
  c('an exit with True', 'import sys\nsys.exit(True)\n', { outcome: 'exit' }),
  c('an exit on the way out', 'try:\n    raise ValueError\nfinally:\n    raise SystemExit(4)\n', {
    outcome: 'exit',
  }),
  c(
    'objects that speak when everything ends',
    'import weakref\nclass A:\n    def __del__(self): print("gone")\na = A()\nb = A()\nweakref.finalize(a, print, "final")\ndef g():\n    try:\n        yield 1\n    finally:\n        print("closed")\nc = g()\nnext(c)\n',
  ),
  c('a result that holds itself', 'result = []\nresult.append(result)\nmutations.append({1: 2})\n'),
  c(
    'names of the runtime',
    'run = main = network = Function = Network = replace = None\nimport json, re\njson.dumps = re.sub = None\nprint(sorted(n for n in dir() if n[0] != "_"))\nresult = 1\n',
  ),
  c(
    'builtins that are replaced',
    'import builtins, os, sys\nreal = print\nbuiltins.print = lambda *a: real("own", *a)\nbuiltins.open = builtins.sorted = None\nif sys.version_info >= (3, 10):\n    builtins.len = builtins.isinstance = None\nos.write = os.fstat = os.getpid = None\nprint(1)\nsys.exit("end")\n',
  ),
  c(
    'an alarm that interrupts',
    'import signal\ndef late(*_): raise TimeoutError("late")\nsignal.signal(signal.SIGALRM, late)\nsignal.setitimer(signal.ITIMER_REAL, 0.05)\nwhile True: pass\n',
    { outcome: 'error' },
  ),
  c(
    'processes of a pool',
    'import multiprocessing\ndef f(n): return n * n\nwith multiprocessing.get_context("fork").Pool(2) as pool:\n    print(pool.map(f, range(5)))\n',
  ),
  c(
    'a lot of stdin',
    'import sys\nprint(sum(len(line) for line in sys.stdin), sys.stdin.read())\n',
    {
      stdin: 'é and so on\n'.repeat(20_000),
    },
  ),
  c('stdin as bytes', 'import sys\nprint(sys.stdin.buffer.read(), list(sys.stdin))\n', {
    stdin: 'a\r\nb\0\u2028',
  }),
  c(
    'types that ask their module',
    'import abc, typing, sys\nclass N(typing.NamedTuple):\n    a: "int" = 1\nclass A(abc.ABC):\n    @abc.abstractmethod\n    def f(self): ...\nprint(N(), typing.get_type_hints(N), sys.modules["__main__"].N is N, N.__module__)\nA()\n',
    { outcome: 'error' },
  ),
  c(
    'code made of text',
    'names = {}\nexec(compile("def f():\\n    raise LookupError(1)\\n", "made", "exec"), names)\ntry:\n    names["f"]()\nexcept LookupError:\n    import traceback\n    traceback.print_exc()\neval("1 +")\n',
  ),
  c(
    'sockets within the action',
    'import socket, threading\nserver = socket.socket()\nserver.bind(("127.0.0.1", 0))\nserver.listen()\ndef serve():\n    line, _ = server.accept()\n    line.sendall(line.recv(9).upper())\n    line.close()\nthread = threading.Thread(target=serve)\nthread.start()\nwith socket.create_connection(server.getsockname()) as line:\n    line.sendall(b"hello")\n    print(line.recv(9))\nthread.join()\nserver.close()\n',
  ),
  c(
    'awaiting over sockets of its own',
    'import asyncio\nasync def serve(reader, writer):\n    writer.write((await reader.readline()).upper())\n    writer.close()\nasync def main():\n    server = await asyncio.start_server(serve, "127.0.0.1", 0)\n    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())\n    writer.write(b"hello\\n")\n    print(await reader.read())\n    writer.close()\n    server.close()\nasyncio.run(main())\n',
  ),
  c(
    'dates of every kind',
    'import calendar, datetime, time, email.utils\nprint(calendar.timegm(time.gmtime()) == int(time.time()), email.utils.formatdate()[-5:])\nclass D(datetime.datetime): pass\nprint(type(D.now()).__name__, type(D.utcnow()).__name__, D.today() > D(2020, 1, 1))\nprint(datetime.datetime.now().strftime("%A %j %U"), time.tzname)\n',
  ),
  c(
    'a name that is not UTF-8 to the outside',
    'import os\nprint(ascii(os.fsdecode(b"\\xff")), os.fsencode("é"))\nprint(os.fsdecode(b"\\xff"))\n',
  ),
  c(
    'memory runs out',
    'try:\n    x = [0] * (2 ** 60)\nexcept (MemoryError, OverflowError) as error:\n    print(type(error).__name__)\nb"x" * (2 ** 62)\n',
    { outcome: 'error' },
  ),
  c(
    'an error with almost no calls left',
    'import sys\nfor limit in range(1, 60):\n    try:\n        sys.setrecursionlimit(limit)\n        break\n    except RecursionError:\n        pass\n1 / 0\n',
    { outcome: 'error' },
  ),
  c(
    'an error where compile and exec were replaced',
    'import builtins\nbuiltins.compile = builtins.exec = None\n1 / 0\n',
    { outcome: 'error' },
  ),
  c(
    'errors where no file can be opened',
    'import resource, threading, traceback\nresource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))\ntry:\n    open("/dev/null")\nexcept OSError:\n    print(traceback.format_exc())\nthread = threading.Thread(target=lambda: [][0])\nthread.start()\nthread.join()\n1 / 0\n',
    { outcome: 'error' },
  ),
  c(
    'what is finalized when everything ends',
    'class Door:\n    def __init__(self, name):\n        self.name = name\n    def __del__(self):\n        print("closed", self.name)\ndef wait():\n    try:\n        yield\n    finally:\n        print("waited")\nfront, back, waiting = Door("front"), Door("back"), wait()\nnext(waiting)\nprint("end")\n',
  ),
  c(
    'how many calls are left, and what says so',
    'import sys\ncount = 0\ndef call():\n    global count\n    count += 1\n    call()\nfor limit in (sys.getrecursionlimit(), 200):\n    sys.setrecursionlimit(limit)\n    count = 0\n    try:\n        call()\n    except RecursionError:\n        print(limit, count)\nassert sys.getrecursionlimit() == 200\ncall()\n',
    { outcome: 'error' },
  ),
  c(
    'a clock that is pickled',
    'import pickle, time\nprint(pickle.loads(pickle.dumps(time.time)) is time.time, time.time.__module__)\n',
  ),
  c(
    'a clock that is read while everything ends',
    'import logging\nclass Door:\n    def __del__(self):\n        logging.warning("closed")\ndoor = Door()\nraise ValidationError("no")\n',
    { outcome: 'rejected' },
  ),
  c(
    'children with randomness of their own',
    'import os, random, sys, uuid\nfor number in range(3):\n    sys.stdout.flush()\n    child = os.fork()\n    if not child:\n        print(number, uuid.uuid4(), os.urandom(4), random.random())\n        sys.stdout.flush()\n        os._exit(0)\n    os.waitpid(child, 0)\nprint(uuid.uuid4(), random.random())\n',
  ),
  c(
    'a refusal whose text cannot be made',
    'class Refused(ValidationError):\n    def __str__(self):\n        return self.typo\nraise Refused()\n',
    { outcome: 'rejected' },
  ),
  c(
    'an error that raises whatever it is asked',
    'class Shy(Exception):\n    def __getattribute__(self, name):\n        raise ValueError(name)\nraise Shy()\n',
    { outcome: 'error' },
  ),
  c(
    'an exit with what has no text',
    'import sys\nclass Mute:\n    def __str__(self):\n        raise ValueError\nsys.exit(Mute())\n',
    { outcome: 'exit' },
  ),
  c(
    'an error where stderr was replaced',
    'import sys\nclass Tee:\n    def write(self, text):\n        return sys.__stderr__.write(text)\nsys.stderr = Tee()\n1 / 0\n',
    { outcome: 'error' },
  ),
  c(
    'what is asked about the own process',
    'import os, pickle, subprocess, sys\npid = os.getpid()\nprint(os.getpgid(pid) == os.getpgrp(), os.getsid(pid) == os.getsid(0))\nprint(pickle.loads(pickle.dumps(os.getpid)) is os.getpid, pickle.loads(pickle.dumps(os.urandom)) is os.urandom)\nsys.stdout.flush()\nif not os.fork():\n    print(os.getppid() == pid)\n    sys.stdout.flush()\n    os._exit(0)\nos.wait()\n',
  ),
  c(
    'moments of a class that makes them otherwise',
    'import datetime\nclass Moment(datetime.datetime):\n    @classmethod\n    def fromtimestamp(cls, *given):\n        raise ValueError\n    def replace(self, **given):\n        raise ValueError\nprint(Moment.now(), type(Moment.now()).__name__)\n',
  ),
  c(
    'a result too deep for who reads it',
    'result = []\nfor _ in range(940):\n    result = [result]\n',
  ),
  c('surrogates in a message', 'raise ValidationError("a\\ud800b\\0")\n', { outcome: 'rejected' }),
  c(
    'the number of the process in a log, and a signal to it',
    'import logging, os, signal, sys\nlogging.basicConfig(format="%(process)d %(message)s", stream=sys.stdout)\nlogging.warning("told")\nprint(os.getpid(), os.getpid)\nsignal.signal(signal.SIGUSR1, lambda number, _: print("got", number))\nos.kill(os.getpid(), signal.SIGUSR1)\nchild = os.fork()\nif not child:\n    os._exit(0 if os.getpid() != os.getppid() else 1)\nprint(os.waitpid(child, 0)[1])\n',
  ),
  c(
    'the name of the machine and the command line',
    'import os, platform, socket, sys\nprint(socket.gethostname(), platform.node(), os.uname().nodename, os.uname() == os.uname())\nprint(sys.argv, getattr(sys, "orig_argv", None) and sys.orig_argv[1:])\n',
  ),
];
