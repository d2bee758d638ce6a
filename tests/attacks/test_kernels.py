"""A whole notebook in a kernel has what the box gives, and an end; what it has put out until then is kept."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator

import pytest

from grader.sandbox.box import Level
from grader.workers import doctor
from grader.workers.attacks import ATTACKS, HELD
from grader.workers.execution import MAX_COPY, Belongings, Execution, execute, limits_for_notebooks
from grader.workers.limits import Limits
from grader.workers.pool import Zygote
from tests.attacks.arena import Arena
from tests.attacks.conftest import needs

# A kernel's own loopback may be had, and is tried below.
ENDURED = [attack for attack in ATTACKS if attack.stopped is None and attack.title != "connect to the network"]
STOPPING = [attack for attack in ATTACKS if attack.stopped is not None]
PRINTED = "print('the first cell')"


class Kernels(Arena):
    """A zygote of kernels; every attack is a notebook's cells."""

    def __init__(self, limits: Limits) -> None:
        self.zygote = Zygote(limits_for_notebooks(limits), level=Level.NAMESPACES, kernels=True)
        self.zygote.worker().close()
        self.idle = set(self.running())

    def run(self, *cells: str) -> Execution:
        ran = execute(self.zygote, cells, Belongings({"testcases/known.txt": "known"}))
        assert not self.left_running()
        return ran


@pytest.fixture(scope="module")
def kernels() -> Iterator[Kernels]:
    needs(Level.NAMESPACES)
    running = Kernels(Limits(memory=2**30, budget=4))
    yield running
    running.close()


def texts(ran: Execution) -> list[str]:
    """What each cell printed or raised."""
    told = (("".join(item.get("text", item.get("ename", "")) for item in cell)) for cell in ran.outputs)
    return [text.strip() for text in told]


def attacking(body: str) -> str:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return f"def attack():\n{lines}\nprint(attack())"


def test_the_attacks_of_the_doctor_are_fended_off_in_a_kernel_too(kernels: Kernels) -> None:
    with doctor._planted() as secret, socket.create_server(("127.0.0.1", 0)) as of_the_machine:
        secrets = (secret, f"/proc/{os.getpid()}/mem")
        told = {"{secrets!r}": repr(secrets), "{grader}": str(os.getpid())}
        bodies = [attack.body for attack in ENDURED]
        for name, value in told.items():
            bodies = [body.replace(name, value) for body in bodies]
        port = of_the_machine.getsockname()[1]
        bodies.append(
            f"import socket\ntry: socket.create_connection(('127.0.0.1', {port}), 1)\nexcept OSError: return 'held'"
        )
        bodies.append(
            "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError: return 'held'"
        )
        for _ in range(1 + any(attack.twice for attack in ENDURED)):
            ran = kernels.run(*map(attacking, bodies))
            assert texts(ran) == [HELD] * len(bodies)


STOPPED_KERNELS = {
    "the kernel": ("import os; os._exit(0)", "its kernel has ended"),
    "the client": ("import os, signal; os.kill(os.getppid(), signal.SIGKILL)", "the process was killed"),
    "all": ("import os, signal; os.kill(-1, signal.SIGKILL); os._exit(0)", "ended in cell 2"),
    "waiting": ("import time; time.sleep(10_000)", "ended in cell 2"),
    "forks": ("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", "ended in cell 2"),
}


@pytest.mark.parametrize(
    ("deed", "reason"),
    [pytest.param(*item, id=name, marks=pytest.mark.slow if name in ("waiting", "forks", "all") else ())
     for name, item in STOPPED_KERNELS.items()],
)  # fmt: skip
def test_who_ends_the_kernel_or_its_client_keeps_the_cells_before(kernels: Kernels, deed: str, reason: str) -> None:
    ran = kernels.run(PRINTED, deed, PRINTED)
    assert texts(ran)[0] == "the first cell"
    assert not ran.whole
    assert reason in str(ran.remarks[-1])


@pytest.mark.slow
@pytest.mark.parametrize("attack", STOPPING, ids=lambda attack: attack.title)
def test_what_goes_on_too_long_or_takes_too_much_has_an_end(kernels: Kernels, attack: doctor.Attack) -> None:
    with kernels.memory_watched() as peak:
        ran = kernels.run(PRINTED, attacking(attack.body))
    assert texts(ran)[0] == "the first cell"
    assert peak[0] < 2 * 2**30
    assert sum(len(json.dumps(cell)) for cell in ran.outputs) < MAX_COPY


FORGED = """
kernel = get_ipython().kernel
def say(kind, content, parent=None):
    kernel.session.send(kernel.iopub_socket, kind, content, parent=parent or kernel.get_parent())
say("stream", {"name": "stdout", "text": "of another cell"}, parent={"header": {"msg_id": "nobody's"}})
say("status", {"execution_state": "idle"})
say("error", {"ename": "Forged", "evalue": "", "traceback": []})
"""


@pytest.mark.slow
def test_forged_messages_are_the_forgers_own_output(kernels: Kernels) -> None:
    ran = kernels.run(PRINTED, FORGED, PRINTED)
    assert texts(ran)[0] == "the first cell"
    assert "of another cell" not in "".join(texts(ran))


NONSENSE = """
kernel = get_ipython().kernel
for content in ({}, {"data": 7}, {"name": [], "text": {}}, {"execution_state": {}}, {"data": {"a": {"b": []}}, "metadata": 1}):
    for kind in ("stream", "display_data", "status", "clear_output", "comm_open", "update_display_data", "nobody"):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
kernel.session.send(kernel.shell_socket if hasattr(kernel, "shell_socket") else kernel.iopub_socket, "execute_reply", {})
"""


@pytest.mark.slow
def test_messages_without_sense_cost_their_sender_alone(kernels: Kernels) -> None:
    ran = kernels.run(PRINTED, NONSENSE, PRINTED)
    assert texts(ran)[0] == "the first cell"
    assert texts(kernels.run(PRINTED)) == ["the first cell"]


@pytest.mark.slow
def test_a_flood_is_cut(kernels: Kernels) -> None:
    many = "for n in range(200_000): print(n, 'x' * 500)"
    wide = "from IPython.display import display, HTML\nfor _ in range(20): display(HTML('x' * 2**20))"
    ran = kernels.run(PRINTED, many, wide, "'x' * 2**26", PRINTED)
    assert sum(len(json.dumps(cell)) for cell in ran.outputs) < MAX_COPY
    assert "left out" in texts(ran)[1]
    assert texts(ran)[-1] == "the first cell" or "ended in cell" in str(ran.remarks[-1])


@pytest.mark.slow
def test_a_cell_that_waits_for_input_is_told_that_there_is_none(kernels: Kernels) -> None:
    ran = kernels.run("input('name? ')", PRINTED)
    assert texts(ran) == ["StdinNotImplementedError", "the first cell"]


@pytest.mark.slow
def test_what_was_started_ends_and_what_was_left_is_gone(kernels: Kernels) -> None:
    started = "import subprocess; subprocess.Popen(['sleep', '10000'], start_new_session=True); print('on')"
    left = "import os; os.symlink('/', '../../tmp/left'); os.mkdir('closed', 0); open('../testcases/known.txt', 'a').write('!')"
    assert texts(kernels.run(started, left)) == ["on", ""]
    seen = "import os; print(os.path.lexists('../../tmp/left'), open('../testcases/known.txt').read())"
    assert texts(kernels.run(seen)) == ["False known"]


@pytest.mark.slow
def test_plots_shell_and_packages_work_as_at_home(kernels: Kernels) -> None:
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()"
    pip = "%pip install nothing"
    ran = kernels.run(plot, "!echo hello", "import numpy; numpy.ones(2)", "display(7)", pip)
    assert "image/png" in ran.outputs[0][0]["data"]
    assert texts(ran)[1] == "hello"
    assert ran.outputs[2][0]["data"]["text/plain"] == "array([1., 1.])"
    assert ran.whole
