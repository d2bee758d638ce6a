"""A boxed worker finds nothing that is worth reading."""

import os
from pathlib import Path

import pytest

from tests.sandbox.boxes import Zygote

ELSEWHERE = [
    "/etc/shadow",
    "/etc/machine-id",
    "/root/.bashrc",
    "/var/log",
    "/home",
    str(Path(__file__).parents[2] / "README.md"),
    "/boot",
]


def test_the_accounts_of_the_machine_are_not_there(strongest):
    assert strongest.answer("reply(open('/etc/passwd').read())").startswith("student:x:1000")


def test_the_accounts_of_the_machine_can_not_be_opened_under_landlock(landlocked):
    assert landlocked.answer("reply(attempt(open, '/etc/passwd'))") == "PermissionError"


@pytest.mark.parametrize("path", ELSEWHERE)
def test_files_of_the_machine_are_not_there(confined, path):
    source = f"""
import os
def look():
    found = os.listdir({path!r}) if os.path.isdir({path!r}) else open({path!r}).read()
    assert found not in ([], ["student"])
reply(attempt(look))"""
    assert confined.answer(source) in ("PermissionError", "FileNotFoundError", "AssertionError")


def test_a_submission_in_a_temporary_folder_can_not_be_read(confined, tmp_path):
    other = tmp_path / "other.ipynb"
    other.write_text("an answer")
    assert confined.answer(f"reply(attempt(open, {str(other)!r}))") in (
        "PermissionError",
        "FileNotFoundError",
    )


def test_hidden_paths_inside_readable_ones_are_empty_or_closed(level_with_hidden):
    zygote, shown, secret, folder = level_with_hidden
    source = f"""
import os
def listing():
    assert os.listdir({str(folder)!r})
reply([open({str(shown)!r}).read(), attempt(lambda: reply_if(open({str(secret)!r}).read())), attempt(listing)])"""
    source = "def reply_if(text):\n    assert text\n" + source
    seen, secret_read, listed = zygote.answer(source)
    assert seen == "shown"
    assert "done" not in (secret_read, listed)


@pytest.fixture
def level_with_hidden(confined, tmp_path):
    tmp_path.chmod(0o755)
    course = tmp_path / "course"
    (course / "expected").mkdir(parents=True)
    (course / "expected/a.json").write_text("42")
    (course / "shown.py").write_text("shown")
    (course / "secret.py").write_text("secret")
    for parent in tmp_path.parents:  # pytest closes its folders to others; the worker isn't root
        if parent.stat().st_uid == os.getuid() and str(parent) not in ("/", "/tmp"):
            parent.chmod(0o755)
    hidden = [course / "expected", course / "secret.py"]
    zygote = Zygote(confined.level, readable=[course], hidden=hidden, science=False)
    yield zygote, course / "shown.py", course / "secret.py", course / "expected"
    zygote.close()


def test_no_secret_is_in_the_environment(any_zygote):
    assert "s3cret" not in str(any_zygote.answer("import os; reply(dict(os.environ))"))


def test_the_environment_that_the_zygote_was_started_with_is_wiped(strongest):
    source = """
import ctypes, os
shell = os.popen('echo $HOME').read()
getenv = ctypes.CDLL(None).getenv
getenv.restype = ctypes.c_char_p
reply([open('/proc/self/environ').read().strip(chr(0)), open('/proc/1/environ').read().strip(chr(0)),
       shell.strip(), getenv(b'HOME').decode()])"""
    assert strongest.answer(source) == ["", "", "/private/home", "/private/home"]


def test_other_processes_of_the_machine_are_not_visible(strongest):
    pids = strongest.answer("import os; reply(sorted(int(p) for p in os.listdir('/proc') if p.isdigit()))")
    assert pids == [1, 2]


def test_proc_tells_nothing_of_the_machine(confined):
    source = "reply([attempt(open, p) for p in ('/proc/cmdline', '/proc/keys', '/proc/sys/kernel/random/boot_id')])"
    assert "done" not in confined.answer(source)


def test_the_grader_s_memory_and_environment_are_out_of_reach(confined):
    me = os.getpid()
    source = f"reply([attempt(open, f'/proc/{me}/{{name}}') for name in ('mem', 'environ', 'maps', 'cmdline')])"
    assert "done" not in confined.answer(source)


def test_only_the_given_descriptors_are_open(any_zygote):
    source = """
import os
def opened(n):
    try:
        os.fstat(n)
    except OSError:
        return False
    return True
reply([n for n in range(4096) if opened(n)])"""
    assert len(any_zygote.answer(source, open_files=1024)) == 4


def test_descriptors_of_the_grader_are_not_inherited(confined, tmp_path):
    secret = tmp_path / "gradebook"
    secret.write_text("everyone's scores")
    with secret.open() as file:
        zygote = Zygote(confined.level, pass_fds=(file.fileno(),), science=False)
        assert zygote.answer(f"import os; reply(attempt(os.read, {file.fileno()}, 9))") == "OSError"
        zygote.close()


def test_the_memory_of_pid_1_leads_out_of_no_filter(strongest):
    source = """
import re
status = open('/proc/1/status').read()
reply([re.search(r'Seccomp:\\s*(\\d)', status)[1], re.search(r'NoNewPrivs:\\s*(\\d)', status)[1],
       re.search(r'CapEff:\\s*(\\w+)', status)[1], re.search(r'CapBnd:\\s*(\\w+)', status)[1]])"""
    assert strongest.answer(source) == ["2", "1", "0" * 16, "0" * 16]


def test_the_worker_is_nobody_in_particular(any_zygote):
    uid = any_zygote.answer("import os; reply(os.getuid())")
    assert uid != 0


# ---- writing ----


def test_python_and_its_packages_can_not_be_written(confined):
    source = """
import os, numpy, sys
places = [numpy.__file__, os.__file__, sys.executable, os.path.dirname(numpy.__file__) + '/new.py',
          os.path.dirname(os.__file__) + '/__pycache__/os.pyc', '/etc/ld.so.preload', '/new']
reply([attempt(open, place, 'a') for place in places])"""
    assert set(confined.answer(source)) <= {"OSError", "PermissionError", "FileNotFoundError"}


def test_the_grader_s_own_modules_can_not_be_written(confined):
    source = "import grader.sandbox.box as b; reply(attempt(open, b.__file__, 'a'))"
    assert confined.answer(source) in ("OSError", "PermissionError")


def test_the_read_only_root_can_not_be_made_writable(confined):
    source = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
tried = [libc.mount(None, b'/', None, 4096 | 32, None), libc.umount2(b'/private', 2), libc.umount2(b'/proc', 2),
         libc.unshare(0x10000000), libc.unshare(0x20000), libc.chroot(b'/tmp')]
reply(tried + [attempt(os.setuid, 0)])"""
    *tried, became_root = confined.answer(source)
    assert tried == [-1] * 6
    assert became_root in ("PermissionError", "OSError")  # OSError: this user doesn't exist in here


def test_what_one_worker_leaves_the_next_does_not_find(any_zygote):
    leave = """
import os, pathlib, matplotlib
home = pathlib.Path.home()
(home / '.ipython').mkdir(); (home / '.ipython/startup.py').write_text('1/0')
(home / 'left').write_text('x'); os.environ['LEFT'] = '1'; matplotlib.rcParams['lines.linewidth'] = 99
import tempfile; open(tempfile.gettempdir() + '/left', 'w').close()
reply(sorted(os.listdir(home)))"""
    find = """
import os, pathlib, matplotlib, tempfile
home = pathlib.Path.home()
reply([os.listdir(home), os.listdir(tempfile.gettempdir()), 'LEFT' in os.environ,
       matplotlib.rcParams['lines.linewidth']])"""
    assert "left" in any_zygote.answer(leave)
    assert any_zygote.answer(find) == [[], [], False, 1.5]


def test_two_workers_at_once_see_nothing_of_each_other(confined):
    first = confined.run("import pathlib, os, time; p = pathlib.Path('mine'); p.write_text('x'); "
                         "reply([str(p.resolve()), os.getpid()]); time.sleep(20)")  # fmt: skip
    path, pid = first.reply()
    host_pid = first.tree.pid
    source = f"""
import os
reply([attempt(open, {path!r}), attempt(os.kill, {host_pid}, 9), attempt(os.kill, {pid}, 0) if {pid} > 9 else 'own'])"""
    read, killed, signalled = confined.answer(source)
    assert read in ("FileNotFoundError", "PermissionError")
    assert killed in ("ProcessLookupError", "PermissionError")
    assert signalled in ("own", "PermissionError")
    first.kill()
    first.ended()


def test_killing_everyone_kills_only_the_box(confined):
    assert Path("/proc/sys/kernel/pid_max").exists()
    attack = confined.run("import os, signal; os.kill(-1, signal.SIGKILL); reply('alive')")
    attack.reply()
    attack.ended()
    assert confined.answer("reply(1)") == 1
    assert os.getpid()
