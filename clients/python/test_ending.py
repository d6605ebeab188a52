"""Programs that end, fork and are killed."""
import os
import signal
import threading
import unittest

from client_case import NOBODY, taken
from live_case import Case, merge


class Exits(Case):
    def test_everything_is_sent_at_exit(self):
        done = self.program("""
            logging.basicConfig(level=logging.INFO, handlers=[runlens.Handler()])
            @runlens.action(event="E", target="T")
            def act(n):
                logging.info("n %d", n)
            for n in range(150): act(n)
            open_one = runlens.execution(event="E", target="T", id="open").__enter__()
            logging.info("never ends")
            """)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        found = merge(self.server.items)
        self.assertEqual(len(found), 151)
        self.assertEqual((found["open"]["status"], found["open"]["entries"][0]["message"]),
                         ("running", "never ends"))
        self.assertEqual(self.waiting(), [])

    def test_a_server_that_hangs_takes_no_longer_than_the_deadline(self):
        release = threading.Event()
        self.addCleanup(release.set)

        def hang(items):
            release.wait()
            return taken(items)

        self.server.answer = hang
        # The program comes to its end although the server never answers; it has all of 60 s.
        done = self.program("""
            with runlens.execution(event="E", target="T", id="kept"): pass
            """, RUNLENS_EXIT_TIMEOUT="0.3")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(len(self.waiting()), 1)
        release.set()
        self.server.answer = None
        self.assertEqual(list(self.sent()), ["kept"])

    def test_an_exception_a_signal_and_a_kill(self):
        body = """
            @runlens.action(event="E", target="T")
            def act(): %s
            with runlens.execution(event="E", target="T", id="before"): pass
            %s
            act()
            """
        done = self.program(body % ("raise OSError('x')", ""))
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr.count(b"OSError: x"), 1)
        self.assertEqual(sorted(item["status"] for item in self.server.items),
                         ["failed", "success"])
        self.server.items.clear()
        # What has been handed over for a moment is on disk: a kill does not take it.
        wait = "while not runlens.status()['waiting']: __import__('time').sleep(0.01)"
        done = self.program(body % ("os.kill(os.getpid(), 9)", wait), RUNLENS_URL=NOBODY)
        self.assertEqual(done.returncode, -signal.SIGKILL)
        self.assertEqual(list(self.sent()), ["before"])

    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_forks_send_nothing_twice(self):
        done = self.program("""
            run = runlens.execution(event="E", target="T", id="parent", live=True)
            with run:
                run.log("info", "before")
                children = []
                for n in range(3):
                    pid = os.fork()
                    if pid == 0:
                        run.log("info", "child %d" % n)
                        with run.step("step of %d" % n): pass
                        with runlens.execution(event="E", target="T", id="child-%d" % n): pass
                        break
                    children.append(pid)
            for pid in children if pid else ():
                assert os.waitpid(pid, 0)[1] == 0
            """, PYTHONWARNINGS="ignore")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        found = merge(self.server.items)
        self.assertEqual(sorted(found), ["child-0", "child-1", "child-2", "parent"])
        self.assertEqual(sorted(e["message"] for e in found["parent"]["entries"]),
                         ["before", "child 0", "child 1", "child 2"])
        self.assertEqual(len(found["parent"]["steps"]), 3)
        ends = [item for item in self.server.items if item["status"] != "running"]
        self.assertEqual(len(ends), 4)
        self.assertEqual(sum("entries" in item and item["entries"][0]["message"] == "before"
                             for item in self.server.items), 1)

    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_a_fork_in_the_middle_of_an_import(self):
        done = self.program("""
            import threading, time
            begun = threading.Event()
            class Slow:
                def find_spec(self, name, path=None, target=None):
                    if threading.current_thread() is not threading.main_thread():
                        begun.set()
                        time.sleep(0.3)
            sys.meta_path.insert(0, Slow())
            with runlens.execution(event="E", target="T", id="parent"): pass
            begun.wait()
            pid = os.fork()
            with runlens.execution(event="E", target="T", id=str(pid and "p" or "c")): pass
            if pid: assert os.waitpid(pid, 0)[1] == 0
            """, PYTHONWARNINGS="ignore", RUNLENS_TIMEOUT="50")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(sorted(merge(self.server.items)), ["c", "p", "parent"])
        self.assertEqual(self.waiting(), [])

    def test_processes_of_multiprocessing(self):
        self.processes("fork")

    def test_processes_that_are_spawned(self):
        self.processes("spawn")

    def processes(self, method):
        done = self.program("""
            import multiprocessing
            def work(n):
                with runlens.execution(event="E", target="T", id="w-%%d" %% n) as run:
                    run.log("info", n)
            if __name__ == "__main__":
                way = multiprocessing.get_context(%r)
                with runlens.execution(event="E", target="T", id="main"): pass
                all = [way.Process(target=work, args=(n,)) for n in range(2)]
                for one in all: one.start()
                for one in all: one.join()
            """ % method, PYTHONWARNINGS="ignore")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(sorted(merge(self.server.items)), ["main", "w-0", "w-1"])


if __name__ == "__main__":
    unittest.main()
