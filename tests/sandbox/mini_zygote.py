"""The smallest zygote: runs the sources it is sent, each in a box of its own. Started by `boxes.Zygote`."""

import array
import json
import os
import socket
import sys
from pathlib import Path

from grader.sandbox import box


def _receive(control):
    text, descriptors, _, _ = socket.recv_fds(control, 1 << 20, 4)
    return json.loads(text) if text else None, descriptors


def _answer(control, answer, *descriptors):
    control.sendmsg(
        [json.dumps(answer).encode()],
        [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))] if descriptors else [],
    )


def _attempt(deed, *arguments):
    """The name of what a deed raises, or "done"."""
    try:
        deed(*arguments)
    except BaseException as error:
        return type(error).__name__
    return "done"


def _main(source, descriptor):
    def main():
        talk = socket.socket(fileno=descriptor)

        def reply(value):
            talk.sendall(json.dumps(value).encode() + b"\n")

        def hear():
            talk.recv(1)

        reply("ready")
        exec(source, {"__name__": "__main__", "reply": reply, "hear": hear, "attempt": _attempt})

    return main


def serve(control, level):
    while True:
        request, descriptors = _receive(control)
        if request is None:
            return
        if "wait" in request:
            _, status = os.waitpid(request["wait"], 0)
            ended = box.Ended.from_status(status)
            _answer(control, {"code": ended.code, "signal": ended.signal})
            continue
        talk, output = descriptors
        private = Path(request["private"]) if request["private"] else None
        os.dup2(output, 1)
        pid = box.fork_worker(
            level,
            box.Rlimits(**request["limits"]),
            keep_fds=(1, talk),
            main=_main(request["source"], talk),
            private=private,
            sockets=request["sockets"],
        )
        os.close(talk)
        os.close(output)
        os.dup2(2, 1)  # or the pipe would never end
        pidfd = os.pidfd_open(pid)
        _answer(control, {"pid": pid}, pidfd)
        os.close(pidfd)


def start():
    descriptor, level, settings = int(sys.argv[1]), box.Level(sys.argv[2]), json.loads(sys.argv[3])
    box.confine_zygote(
        level,
        readable=[Path(path) for path in settings["readable"]],
        hidden=[Path(path) for path in settings["hidden"]],
        keep_fds=(descriptor,),
        private=Path(settings["private"]),
    )
    if settings["science"]:
        import h5py  # noqa: F401
        import IPython  # noqa: F401
        import matplotlib.pyplot  # noqa: F401
        import numpy  # noqa: F401
    control = socket.socket(fileno=descriptor)
    _answer(control, "confined")
    serve(control, level)
    box.kill_descendants(os.getpid())


start()
