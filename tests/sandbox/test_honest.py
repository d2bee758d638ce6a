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
    "sqlite with two connections": """
import sqlite3
a, b = sqlite3.connect('y.db'), sqlite3.connect('y.db')
a.execute('create table t (a)'); a.commit(); a.execute('insert into t values (7)')
seen = b.execute('select count(*) from t').fetchone()[0]
a.commit(); reply([seen, b.execute('select a from t').fetchone()[0]] == [0, 7])""",
    "a lock on a file": """
import fcntl
with open('mine', 'w') as f: fcntl.lockf(f, fcntl.LOCK_EX); f.write('x'); fcntl.lockf(f, fcntl.LOCK_UN); reply(True)""",
    "copies with their times": """
import os, pathlib, shutil
os.mkdir('from'); pathlib.Path('from/a').write_text('x'); shutil.copy2('from/a', 'b'); shutil.copytree('from', 'to')
shutil.move('b', 'c'); shutil.copy(os.__file__, 'd'); reply(sorted(os.listdir()) == ['c', 'd', 'from', 'to'])""",
    "touching": """
import os, pathlib
pathlib.Path('new').touch(); pathlib.Path('new').touch()
reply(os.path.exists('new') and os.system('touch newer && touch newer') == 0 and os.path.exists('newer'))""",
    "modes": """
import os, stat
open('a', 'w').close(); os.chmod('a', 0o600); os.close(os.open('b', os.O_CREAT | os.O_WRONLY, 0o700))
reply(stat.S_IMODE(os.stat('b').st_mode) == 0o700)""",
    "archives": """
import os, shutil, tarfile, zipfile
os.mkdir('in'); open('in/a', 'w').write('x')
for kind in ('zip', 'gztar'):
    shutil.unpack_archive(shutil.make_archive(kind, kind, 'in'), 'out' + kind)
reply(open('outzip/a').read() + open('outgztar/a').read() == 'xx')""",
    "arrays in files": """
import numpy
numpy.savez('a.npz', x=numpy.arange(3)); numpy.save('a.npy', numpy.ones(3)); m = numpy.load('a.npy', mmap_mode='r+'); m[0] = 2
m.flush(); reply(float(numpy.load('a.npy')[0] + numpy.load('a.npz')['x'].sum()) == 5)""",
    "pickles and settings": """
import json, logging, matplotlib.font_manager, pickle
pickle.dump([1], open('p', 'wb')); logging.basicConfig(filename='log'); logging.warning('x')
matplotlib.font_manager._load_fontmanager(try_read_cache=False); reply(pickle.load(open('p', 'rb')) == [1])""",
    "files listed in full": """
import subprocess
open('a', 'w').close(); reply(subprocess.run(['sh', '-c', 'ls -la && cp -p a b && cp -a a c'], capture_output=True).returncode == 0)""",
    "what a thread is told of itself": """
import concurrent.futures, ctypes, os
libc = ctypes.CDLL(None); libc.pthread_self.restype = ctypes.c_ulong
tell = lambda: libc.pthread_getattr_np(ctypes.c_ulong(libc.pthread_self()), ctypes.create_string_buffer(256))
with concurrent.futures.ThreadPoolExecutor(1) as pool: told = pool.submit(tell).result()
os.nice(1); reply([told, len(os.sched_getaffinity(0)) > 0] == [0, True])""",
    "asyncio with a program": """
import asyncio
async def main():
    done = await asyncio.create_subprocess_exec('echo', 'hi', stdout=asyncio.subprocess.PIPE)
    return (await done.communicate())[0]
reply(asyncio.run(main()) == b'hi' + bytes([10]))""",
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
