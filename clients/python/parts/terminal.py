"""A run at a terminal: output and signals go through as they come."""
import contextlib
import os
import signal
import threading
import time


class _Stopped(BaseException):
    """A signal came after the action's end: whoever waits for us has waited long enough."""


class _Terminal:
    """Passes output through as it comes and signals on as they come."""
    SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")

    def __init__(self):
        self.lines = self.in_order()
        self.turn = threading.Lock()    # from reading to writing: the order of both streams
        self.process, self.early, self.ended = None, [], False
        for name in self.SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:    # nohup
                signal.signal(number, self.forward)

    @staticmethod
    def in_order():
        with contextlib.suppress(OSError):
            return os.isatty(1) or os.path.samestat(os.fstat(1), os.fstat(2))
        return False

    def started(self, process):
        self.process = process
        for number in self.early:
            self.forward(number, None)

    def forward(self, number, _frame):
        if self.ended:
            raise _Stopped
        if self.process is None:
            self.early.append(number)
            return
        with contextlib.suppress(OSError):
            if self.process.poll() is None:
                if os.name == "posix":
                    os.killpg(self.process.pid, number)
                else:
                    self.process.terminate()

    @staticmethod
    def write(fd, data):
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(fd, view):]
            except BlockingIOError:
                time.sleep(0.005)
            except OSError:
                return False
        return True


def _die_by(number):
    with contextlib.suppress(Exception):
        import resource
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(Exception):
        signal.signal(number, signal.SIG_DFL)
    with contextlib.suppress(Exception):
        os.kill(os.getpid(), number)
        time.sleep(0.2)
    os._exit(128 + number)
