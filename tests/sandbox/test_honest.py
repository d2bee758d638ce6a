"""What an honest notebook does works in every box."""

import pytest

WORKS = {
    "numpy with threads": "import numpy; a = numpy.ones((600, 600)); reply(float((a @ a)[0, 0]) == 600)",
    "a figure": """
import io, matplotlib.pyplot as plt
fig, ax = plt.subplots(); ax.plot([1, 2], [3, 4]); ax.set_title('cost'); b = io.BytesIO(); fig.savefig(b)
fig.savefig('figure.png')
reply(b.getvalue()[:4] == bytes([137]) + b'PNG')""",
    "h5py": """
import h5py, numpy
with h5py.File('d.h5', 'w') as f: f['x'] = numpy.arange(5)
with h5py.File('d.h5', 'r') as f: reply(int(f['x'][:].sum()) == 10)""",
    "tempfile": """
import tempfile
with tempfile.TemporaryFile() as f, tempfile.TemporaryDirectory() as d:
    f.write(b'x'); open(d + '/y', 'w').close(); reply(True)""",
    "subprocess": """
import subprocess
open('a.txt', 'w').close()
reply(subprocess.run(['ls'], capture_output=True, text=True).stdout == 'a.txt' + chr(10))""",
    "a shell": "import subprocess; reply(subprocess.getoutput('echo $((6*7)) | cat') == '42')",
    "another Python": """
import subprocess, sys
reply(subprocess.run([sys.executable, '-c', 'import numpy; print(numpy.ones(3).sum())'],
                     capture_output=True, text=True).stdout == '3.0' + chr(10))""",
    "a pool of two": """
import multiprocessing
context = multiprocessing.get_context('fork')
with context.Pool(2) as pool: reply(pool.map(abs, [-1, -2, 3]) == [1, 2, 3])""",
    "shared memory": """
from multiprocessing import shared_memory
s = shared_memory.SharedMemory(create=True, size=1000); s.buf[0] = 7; seen = s.buf[0]; s.close(); s.unlink()
reply(seen == 7)""",
    "asyncio": "import asyncio; reply(asyncio.run(asyncio.sleep(0.01, True)))",
    "threads": """
import concurrent.futures
with concurrent.futures.ThreadPoolExecutor(4) as pool: reply(list(pool.map(abs, [-1, 2])) == [1, 2])""",
    "sleep": "import time; t = time.monotonic(); time.sleep(1); reply(0.99 < time.monotonic() - t)",
    "input meets its end": """
try:
    input('your name? ')
except EOFError:
    reply(True)""",
    "a warning": "import warnings; warnings.warn('careful'); reply(True)",
    "random numbers": "import numpy, os, secrets; numpy.random.default_rng(); os.urandom(9); reply(bool(secrets.token_hex()))",
    "timeit": "import timeit; reply(timeit.timeit('1+1', number=1000) > 0)",
    "IPython": """
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.inputtransformer2 import TransformerManager
reply('get_ipython' in TransformerManager().transform_cell('!ls'))""",
    "signals of its own": """
import signal, time
signal.signal(signal.SIGALRM, lambda *_: reply(True)); signal.setitimer(signal.ITIMER_REAL, 0.05); time.sleep(60)""",
    "sqlite": """
import sqlite3
c = sqlite3.connect('x.db'); c.execute('create table t (a)'); c.execute('insert into t values (7)'); c.commit()
reply(c.execute('select a from t').fetchone()[0] == 7)""",
    "the machine's names": """
import os, platform, getpass, pathlib
reply(bool(os.cpu_count() and platform.platform() and getpass.getuser() == 'student' and pathlib.Path.home()))""",
    "psutil": "import psutil; reply(psutil.cpu_count() > 0)",
}


@pytest.mark.parametrize("what", WORKS)
def test_it_works(any_zygote, what):
    attack = any_zygote.run(WORKS[what])
    reply = attack.reply()
    attack.kill()
    attack.ended()
    assert reply is True


def test_a_megabyte_of_prints_arrives(any_zygote):
    attack = any_zygote.run("print('x' * 1_000_000, flush=True)")
    assert len(attack.output()) == 1_000_001


def test_pip_fails_kindly(confined):
    source = """
import subprocess, sys
done = subprocess.run([sys.executable, '-m', 'pip', 'install', 'no-such-package'], capture_output=True, text=True)
reply([done.returncode, done.stderr])"""
    code, said = confined.answer(source)
    assert code == 1
    assert "ERROR" in said
    assert "Traceback" not in said
