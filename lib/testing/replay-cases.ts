import { furtherReplayCases } from './further-replay-cases';
import { replayCase as c, type ReplayCase } from './replay-case';

const Q = "'''";
const DQ = '"""';

/** How the text of the code stands in the file. */
const layoutCases: ReplayCase[] = [
  c('plain print', 'print("hello")\n', { layout: 'plain', outcome: 'ok' }),
  c('nothing at all', '', { layout: 'plain', outcome: 'ok' }),
  c('only a comment, no line end', '# nothing', { layout: 'plain' }),
  c('no line end', 'print(1)', { layout: 'plain' }),
  c('ends in a backslash', 'print(1)\\'),
  c(
    'CRLF',
    'if 1:\r\n    print("a\\r\\nb")\r\n    print("""x\r\ny""")\r\nraise KeyError("k")\r\n',
    { layout: 'plain' },
  ),
  c('mixed line ends', 'a = 1\rb = 2\r\nprint(a, b)\nc = 3\r', { layout: 'json' }),
  c('ends in CR in a broken string', `x = ${Q}abc\r`, { layout: 'json', outcome: 'error' }),
  c('NUL', 'print(1)\0\n', { layout: 'json', outcome: 'error' }),
  c('lone surrogate', 'print("\ud800")\n', { layout: 'json', outcome: 'error' }),
  c('BOM', '\ufeffprint(1)\n', { layout: 'quoted', outcome: 'error' }),
  c('syntax error', 'print(1)\ndef f(:\n    pass\n', { layout: 'quoted', outcome: 'error' }),
  c('syntax error with both triple quotes', `a = ${Q}x${Q} + ${DQ}y${DQ} +\n`, { layout: 'json' }),
  c('syntax error that ends in a quote', "print('abc\n'", { layout: 'quoted' }),
  c('unclosed triple quote', `print(1)\nx = ${DQ}\n`, { layout: 'quoted' }),
  c('indentation error', 'def f():\nprint(1)\n', { layout: 'quoted' }),
  c('tabs and spaces', 'if 1:\n\tx = 1\n        y = 2\n', { layout: 'quoted' }),
  c('return outside a function', 'return 1\n', { layout: 'quoted' }),
  c('unicode', 'print("é 漢字 👩‍👩‍👧 \u202eabc")\nnaïve = 1\nprint(naïve)\n', { layout: 'plain' }),
  c(
    'strange line separators',
    'print("a\u2028b\u0085c\x0bd\x0ce")\n\x0craise ValueError("\u2029")\n',
  ),
  c(
    'future import',
    'from __future__ import annotations\ndef f(x: Nope): pass\nprint(f.__annotations__)\n',
    { layout: 'plain' },
  ),
  c(
    'future import after a docstring',
    '"""doc"""\nfrom __future__ import division; print(__doc__)\n',
    { layout: 'plain' },
  ),
  c('future import over lines', 'from __future__ import (\n  annotations,\n)\nprint(1)\n', {
    layout: 'quoted',
  }),
  c(
    'future import marked by the author',
    '#~ from __future__ import x\nfrom __future__ import annotations\nprint(open)\n',
    { layout: 'quoted' },
  ),
  c('future import too late', 'x = 1\nfrom __future__ import annotations\n', { outcome: 'error' }),
  c(
    'marks inside',
    `x = r${DQ}\n#<<< action\n#>>> action\nCONTEXT = r\n#=== runtime ===\n${DQ}\nprint(x)\n#<<< action\n`,
    { layout: 'plain' },
  ),
  c(
    'a recording inside',
    `#<<< action\n\nCONTEXT = r${DQ}\n{}\n${DQ}\n\nRECORDED = r${DQ}\nnull\n${DQ}\n\n#=== runtime ===\nprint(context)\n`,
    { context: '{"a":1}' },
  ),
  c('triple quotes', `print(${Q}a${Q}, ${DQ}b${DQ}, r${Q}\\${Q})\n`),
  c('global exec', 'def f():\n    global exec\n    exec = 1\nf()\nprint(exec)\n', {
    layout: 'plain',
  }),
  c('global at the top', 'global exec\nexec = 1\nprint(exec)\n', { layout: 'quoted' }),
  c('SyntaxWarning', 'x = 1\nif x is 1: print("one")\n', { layout: 'quoted', outcome: 'ok' }),
  c('invalid escape', 'print("\\d")\n', { layout: 'quoted' }),
  c('encoding cookie', '# -*- coding: latin-1 -*-\nprint("é")\n', { layout: 'plain' }),
  c('encoding cookie that no Python knows', '#!/x\n# vim: set fileencoding=klingon :\nprint(1)\n'),
  c('tabs', 'if 1:\n\tprint("a\tb")\n\tif 1:\n\t\traise KeyError("\t")\n', { layout: 'plain' }),
  c('form feed between lines', 'x = 1\n\f\nprint(x)\n', { layout: 'plain' }),
  c('one triple quote and a syntax error', `x = (${DQ}\n`, { layout: 'quoted' }),
  c('backslashes before quotes', `x = (r'\\${Q}'\n`),
  c('ends in a backslash and a syntax error', 'x = (\\', { layout: 'quoted' }),
  c('future import in CRLF', 'from __future__ import annotations\r\nprint(1)\r\n', {
    layout: 'plain',
  }),
  c('the launcher inside', 'exec(compile("print(1)", "<replay>", "exec"))\nprint(__name__)\n'),
  c('the mark of the runtime', 'print(1)\n#=== runtime ===\nprint(2)\n', { layout: 'plain' }),
  c('quoted marks', `r${Q}#>>> action\nprint(1)\n${Q}#<<< action\n`),
  c('150 levels of brackets', `print(${'['.repeat(80)}1${']'.repeat(80)})\n`),
];

/** How an action ends. */
const outcomeCases: ReplayCase[] = [
  c('NameError', 'def f():\n    return nope\nf()\n', { outcome: 'error' }),
  c('NameError with a near name', 'value = 1\nprint(valeu)\n'),
  c('ValidationError without text', 'raise ValidationError()\n', { outcome: 'rejected' }),
  c('ValidationError', 'raise ValidationError("Part %s" % context["id"])\n', {
    context: '{"id": 34}',
    outcome: 'rejected',
  }),
  c(
    'ValidationError of its own',
    'class ValidationError(Exception): pass\nraise ValidationError("x")\n',
    { outcome: 'error' },
  ),
  c('ValidationWarning', 'print("a")\nraise ValidationWarning("careful")\n', { outcome: 'warned' }),
  c('sys.exit text', 'import sys\nsys.exit("bye")\n', { outcome: 'exit' }),
  c('sys.exit code', 'import sys\nprint("x")\nsys.exit(300)\n', { outcome: 'exit' }),
  c('sys.exit nothing', 'import sys\nsys.exit()\n', { outcome: 'exit' }),
  c('os._exit', 'import os\nprint("lost")\nos._exit(3)\n', { outcome: 'exit' }),
  c(
    'killed',
    'import os, signal, time\nprint("x", flush=True)\nprint(time.time(), flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n',
    { outcome: 'killed' },
  ),
  c('time limit', 'import time\nprint(time.time())\nwhile True: pass\n', {
    timeout: 5,
    outcome: 'timeout',
  }),
  c('KeyboardInterrupt', 'raise KeyboardInterrupt\n', { outcome: 'error' }),
  c('chained', 'try:\n    {}["a"]\nexcept KeyError as e:\n    raise ValueError("b") from e\n'),
  c('context of an exception', 'try:\n    1/0\nexcept Exception:\n    int("x")\n'),
  c('RecursionError', 'def f(n):\n    return f(n + 1)\nf(0)\n', { outcome: 'error' }),
  c(
    'recursion depth',
    'n = 0\ndef f():\n    global n\n    n += 1\n    f()\ntry:\n    f()\nexcept RecursionError:\n    print(n)\n',
  ),
  c(
    'format_exc',
    'import traceback, json\ntry:\n    json.loads("{")\nexcept ValueError:\n    print(traceback.format_exc())\n    traceback.print_stack()\n    traceback.print_exc(limit=1)\n',
  ),
  c('error in the standard library', 'import json\njson.loads("{x")\n'),
  c('exec of bad code', 'exec("x = (")\n'),
  c(
    'exception whose str fails',
    'class E(Exception):\n    def __str__(self): raise RuntimeError\nraise E\n',
  ),
  c('exception with a surrogate', 'raise ValueError("a\\udc80b")\n'),
  c('surrogate printed', 'print("a\\udc80")\n'),
  c(
    'excepthook',
    'import sys\nsys.excepthook = lambda t, v, b: print("hook", t.__name__, v)\n1/0\n',
  ),
  c(
    'atexit',
    'import atexit\natexit.register(print, "bye")\nresult = {"a": 1}\nraise ValidationError("x")\n',
  ),
  c(
    'atexit changes the result',
    'import atexit\nresult = 1\ndef f():\n    global result\n    result = 2\natexit.register(f)\n',
  ),
  c('error in __del__', 'class A:\n    def __del__(self): raise ValueError("del")\nA()\n', {
    masked: true,
  }),
  c(
    'warnings',
    'import warnings\nwarnings.warn("old", DeprecationWarning)\nwarnings.warn("new")\n',
  ),
  c('assertion', 'assert 1 == 2, "no"\n'),
  c(
    'result and mutations',
    'result = {"n": 12345678901234567890, "f": 1.0, "t": (1, 2)}\nmutations.append({"op": "set", "v": None})\nmutations += [1]\n',
  ),
  c('result that is no JSON', 'result = {1, 2}\nmutations.append(float("nan"))\n'),
  c('sys.exit object', 'import sys\nsys.exit({"a": [1]})\n', { outcome: 'exit' }),
  c('sys.exit from a thread', 'import sys, threading\nthreading.Thread(target=sys.exit).start()\n'),
  c(
    'terminated',
    'import os, signal\nprint("x", flush=True)\nos.kill(os.getpid(), signal.SIGTERM)\n',
    {
      outcome: 'killed',
    },
  ),
];

/** Clock, randomness, hash order, environment, stdin. */
const frozenCases: ReplayCase[] = [
  c(
    'clock',
    'import time, datetime\nfrom datetime import datetime as d, date\nprint(time.time(), time.time_ns(), time.monotonic(), time.perf_counter(), time.process_time())\nprint(d.now(), d.utcnow().year, d.today(), date.today(), d.now(datetime.timezone.utc))\nprint(time.ctime(), time.strftime("%c"), time.localtime(), time.gmtime(), time.asctime())\nprint(type(d.now()), isinstance(d.now(), datetime.datetime), time.time, d.now().astimezone())\n',
  ),
  c(
    'clock from a moment',
    'import datetime, time\nprint(datetime.datetime.now().isoformat(), time.time())\n',
    { at: '2024-02-29T23:59:59.123456+00:00' },
  ),
  c(
    'clock kept in a class',
    'import time\nclass A:\n    clock = time.time\n    def t(self): return self.clock()\nprint(A().t() > 0, A().t())\n',
  ),
  c(
    'waiting loop',
    'import time\nend = time.monotonic() + 0.05\nn = 0\nwhile time.monotonic() < end:\n    n += 1\nprint(n)\n',
  ),
  c(
    'random',
    'import random, secrets, uuid, os\nprint(random.random(), random.randint(1, 10**9), random.Random().random(), random.SystemRandom().random())\nrandom.seed()\nprint(random.random(), secrets.token_hex(8), uuid.uuid4(), os.urandom(4))\nrandom.seed(7)\nx = list(range(9)); random.shuffle(x); print(x, random.getrandbits(64))\n',
  ),
  c('uuid1', 'import uuid\nprint(uuid.uuid1(), uuid.getnode())\n'),
  c('order of a set', 'print({"a", "b", "c", "d", "e"}, hash("x"), {b"x", b"y", b"z"})\n'),
  c(
    'order of sets of words, which the file itself may hold as well',
    [
      ['red', 'green', 'blue', 'yellow'],
      ['draft', 'released', 'obsolete', 'blocked', 'archived'],
      ['purchase', 'inventory', 'measurement', 'shipment'],
      ['berlin', 'lisbon', 'porto', 'gdansk', 'lodz', 'brno'],
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
    ]
      .map((words) => `print({${words.map((word) => `"${word}"`).join(', ')}})\n`)
      .join('') +
      'def f():\n    return [x for x in {"north", "south", "east", "west"}]\nprint(f())\n',
    { layout: 'plain' },
  ),
  c(
    'environment',
    'import os\nprint(sorted(os.environ.items()))\nprint(os.environ["REPLAY_TEST"])\n',
    { env: ['REPLAY_TEST'] },
  ),
  c('input()', 'print(input("name? "))\nprint(input())\n', { stdin: 'Ana é\n', outcome: 'error' }),
  c(
    'stdin read in other ways',
    'import sys, os\nprint(sys.stdin.readline(), sys.stdin.isatty())\nprint(sys.stdin.read())\n',
    { stdin: 'a\nb\nc' },
  ),
];

/** What is printed and by whom. */
const streamCases: ReplayCase[] = [
  c(
    'both streams',
    'import sys\nfor i in range(3):\n    print(i)\n    print("e", i, file=sys.stderr)\n',
  ),
  c(
    'no line end in the output',
    'import sys\nprint("a", end="")\nprint("b", end="", file=sys.stderr)\n',
  ),
  c('control characters', 'print("a\\rb\\tc\\0d\\x1b[31me\\x7f")\n'),
  c('not UTF-8', 'import sys\nsys.stdout.buffer.write(b"\\xff\\xfe\\n")\n'),
  c(
    'stdout replaced',
    'import sys, io\nreal = sys.stdout\nsys.stdout = io.StringIO()\nprint("hidden")\nreal.write(sys.stdout.getvalue())\n',
  ),
  c('2 MB of output', 'for i in range(40000): print("%050d" % i)\n'),
  c('address', 'print(object())\n', { masked: true }),
  c(
    'addresses and order of garbage',
    'class A:\n    def __init__(self): self.me = self\n    def __del__(self): print("gone", self.n)\nfor i in range(3000):\n    a = A(); a.n = i\nprint("end")\n',
  ),
  c(
    '__file__ and argv',
    'import sys\nprint(sys.argv, __file__, __name__, sys.getrecursionlimit() > 900)\n',
  ),
  c('file numbers', 'import os\nf = open(os.devnull)\nprint(f.fileno())\n'),
  c(
    'subprocess',
    'import subprocess, sys\nprint(subprocess.run(["echo", "hi"], capture_output=True).stdout)\nsubprocess.run(["echo", "straight"])\n',
  ),
  c(
    'fork',
    'import os, sys\npid = os.fork()\nif pid == 0:\n    print("child", flush=True)\n    sys.exit(4)\nprint(os.WEXITSTATUS(os.waitpid(pid, 0)[1]))\n',
  ),
  c(
    'signal handler',
    'import signal, os\nsignal.signal(signal.SIGUSR1, lambda *a: print("got"))\nos.kill(os.getpid(), signal.SIGUSR1)\nprint("end")\n',
  ),
  c(
    'deleted names',
    'del context, mutations, ValidationError\nprint(sorted(n for n in globals() if not n.startswith("__")))\n',
  ),
  c(
    'logging',
    'import logging, sys\nlogging.basicConfig(level=logging.INFO, format="%(asctime)s %(relativeCreated)d %(process)d-%(levelname)s %(message)s".replace("%(process)d", ""))\nlogging.info("hi")\ntry:\n    1/0\nexcept Exception:\n    logging.exception("bad")\n',
  ),
  c(
    'threads',
    'import threading, time\ndef w():\n    time.sleep(0.05)\n    print("late")\nthreading.Thread(target=w).start()\nprint("main")\n',
  ),
  c(
    'error in a thread',
    'import threading\ndef w(): raise ValueError("in thread")\nt = threading.Thread(target=w, name="T"); t.start(); t.join()\n',
  ),
  c(
    'queue and pool',
    'from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(4) as p: print(list(p.map(lambda n: n * n, range(10))))\n',
  ),
  c(
    'asyncio',
    'import asyncio\nasync def f(n):\n    await asyncio.sleep(n / 100)\n    return n\nasync def main():\n    print(await asyncio.gather(*(f(n) for n in (3, 1, 2))), asyncio.get_event_loop().time() > 0)\nasyncio.run(main())\n',
  ),
  c(
    'dataclass, enum, pickle, inspect',
    'import dataclasses, enum, pickle, inspect\n@dataclasses.dataclass\nclass P:\n    x: int\nclass E(enum.Enum):\n    A = 1\ndef f():\n    return 1\nprint(pickle.loads(pickle.dumps(P(1))), pickle.loads(pickle.dumps(E.A)), __name__, inspect.getsource(f), inspect.getsource(P))\n',
  ),
  c('more than is kept', 'for i in range(200000): print("%050d" % i)\nprint("end")\n'),
  c('straight to the file number', 'import os\nos.write(1, b"\\xffa")\nos.write(2, b"b")\n'),
  c('files closed', 'import os, time\nos.closerange(3, 4096)\nprint(time.time() > 0)\n'),
];

/** What the action is given. */
const contextCases: ReplayCase[] = [
  c('context: numbers', 'print(context)\n', {
    context:
      '{"a": 1.0, "b": 1e5, "c": -0.0, "d": 12345678901234567890123, "e": NaN, "f": -Infinity, "g": 1E400}',
  }),
  c('context: 5,000 digits', 'print(context["n"] % 1000007)\n', {
    context: `{"n": ${'7'.repeat(5000)}}`,
  }),
  c('context: order and repeats', 'print(context)\n', {
    context: '{"10": 1, "2": 2, "__proto__": 3, "10": 4, "constructor": {}}',
  }),
  c('context: quotes and controls', 'print(ascii(context))\n', {
    context:
      '{"a\\"\\"\\"": "\\\\", "b": "\\u0000\\ud83d\\ude00\\ud800 \u2028 r\\"\\"\\"", "c": "\'\'\'"}',
  }),
  c('context: bare value', 'print(repr(context))\n', { context: ' "x" ' }),
  c(
    'context: depth 100,000',
    'n = 0\nwhile context:\n    context = context[0]\n    n += 1\nprint(n)\n',
    { context: '['.repeat(100_000) + ']'.repeat(100_000) },
  ),
  c('context: 10 MB', 'print(len(context["rows"]), context["rows"][-1])\n', {
    context: `{"rows": [${Array.from({ length: 180_000 }, (_, i) => `{"id": ${i}, "name": "row number ${i} of the rows"}`).join(', ')}]}`,
  }),
  c('context: the marks', 'print(context)\n', {
    context: '{"a": "\\n#<<< action\\n\\nCONTEXT = r\\"\\"\\"\\n", "#=== runtime ===": "\\\\\\""}',
  }),
  c('context: nothing', 'print(context)\n', { context: 'null' }),
];

export const replayCases: Record<string, readonly ReplayCase[]> = {
  'text of the code': layoutCases,
  'end of the action': outcomeCases,
  'what is frozen': frozenCases,
  streams: streamCases,
  context: contextCases,
  'a second look': furtherReplayCases,
};
