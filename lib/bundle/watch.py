# ---- a process beside this one: to compare what it prints, or to end it in time ------------------

def watch(command, env, timeout, streams):
    """-> exit status; 137 when its time was up: then all that it has started is ended too"""
    import signal, subprocess
    posix = os.name == "posix"
    child = subprocess.Popen(command, env=env, start_new_session=posix, **streams)
    try:
        return child.wait(timeout)
    except subprocess.TimeoutExpired:
        return 137
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL) if posix else child.kill()
            child.wait()
