"""The file of a gradebook: SQLite in the form that this grader knows, and each complaint of SQLite a sentence."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.errors import CannotWrite, DamagedGradebook, GradebookBusy, NewerGradebook, WouldOverwrite

# "grad": tells a gradebook from whatever else is kept in SQLite.
APPLICATION = 0x67726164
BUSY_SECONDS = 120.0
# On these a file that several processes share through memory, as a write-ahead log needs it, is not what it seems.
REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs"})
MOUNTS = Path("/proc/self/mounts")

# Each entry takes a file from its number to the next; an entry that has been given out is never changed.
MIGRATIONS = (
    """
    CREATE TABLE run (id INTEGER PRIMARY KEY, began TEXT NOT NULL, seed INTEGER NOT NULL, what TEXT NOT NULL);
    CREATE TABLE file (digest TEXT PRIMARY KEY, packed BLOB NOT NULL);
    CREATE TABLE attempt (
        id INTEGER PRIMARY KEY,
        student TEXT NOT NULL,
        place TEXT NOT NULL,
        digest TEXT NOT NULL,
        run INTEGER NOT NULL REFERENCES run,
        found TEXT NOT NULL,
        sender TEXT NOT NULL,
        download TEXT NOT NULL,
        aliases TEXT NOT NULL,
        number INTEGER NOT NULL,
        modified REAL NOT NULL,
        late INTEGER NOT NULL,
        problems TEXT NOT NULL,
        module INTEGER NOT NULL DEFAULT 0,
        UNIQUE (student, place, digest)
    );
    CREATE TABLE grading (
        id INTEGER PRIMARY KEY,
        attempt INTEGER NOT NULL REFERENCES attempt,
        run INTEGER NOT NULL REFERENCES run,
        made TEXT NOT NULL,
        terms TEXT NOT NULL
    );
    CREATE INDEX grading_of ON grading (attempt);
    CREATE TABLE report (
        id INTEGER PRIMARY KEY,
        grading INTEGER NOT NULL REFERENCES grading,
        assignment TEXT NOT NULL,
        outline TEXT NOT NULL,
        packed BLOB NOT NULL,
        digest TEXT NOT NULL
    );
    CREATE INDEX report_of ON report (grading);
    CREATE TABLE expected (student TEXT PRIMARY KEY, aliases TEXT NOT NULL, problems TEXT NOT NULL);
    CREATE TABLE written (
        path TEXT PRIMARY KEY,
        made_of TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL
    );
    """,
    """
    CREATE TABLE adjustment (
        id INTEGER PRIMARY KEY,
        student TEXT NOT NULL,
        assignment TEXT NOT NULL,
        function TEXT NOT NULL,
        points INTEGER NOT NULL,
        relative INTEGER NOT NULL,
        reason TEXT NOT NULL,
        made TEXT NOT NULL,
        withdrawn TEXT NOT NULL DEFAULT ''
    );
    """,
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "ALTER TABLE attempt ADD COLUMN handed_in REAL NOT NULL DEFAULT 0",
    """
    CREATE TABLE decision (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        student TEXT NOT NULL DEFAULT '',
        assignment TEXT NOT NULL DEFAULT '',
        function TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        points INTEGER NOT NULL DEFAULT 0,
        relative INTEGER NOT NULL DEFAULT 0,
        undoes INTEGER NOT NULL DEFAULT 0,
        who TEXT NOT NULL DEFAULT '',
        made TEXT NOT NULL
    );
    CREATE INDEX decision_of ON decision (student);
    INSERT INTO decision (id, kind, student, assignment, function, text, points, relative, made)
        SELECT id, 'adjusted', student, assignment, function, reason, points, relative, made
        FROM adjustment ORDER BY id;
    INSERT INTO decision (kind, student, assignment, function, undoes, made)
        SELECT 'withdrawn', student, assignment, function, id, withdrawn FROM adjustment
        WHERE withdrawn <> '' ORDER BY withdrawn, id;
    DROP TABLE adjustment;
    """,
)


class Database:
    """The database in a file, which is made if it is not there, taken along to this grader's form; for one thread.

    Raises
    ------
    NewerGradebook
        If a newer grader has written it.
    WouldOverwrite
        If it is a database of something else.
    UsageError
        If it cannot be opened, or is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with complaints(path):
            self._connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            with complaints(path):
                self._settle()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within, or nothing of it; nobody else writes meanwhile."""
        self.run("BEGIN IMMEDIATE")
        try:
            with complaints(self._path):
                yield
                self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def run(self, statement: str, *values: object) -> int:
        """Carry out a statement; the number of the row that it added."""
        with complaints(self._path):
            return int(self._connection.execute(statement, values).lastrowid or 0)

    def all(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that answer a question."""
        with complaints(self._path):
            return self._connection.execute(question, values).fetchall()

    def _settle(self) -> None:
        ((application,),) = self.all("PRAGMA application_id")
        ((tables,),) = self.all("SELECT count(*) FROM sqlite_master")
        if tables and application != APPLICATION:
            raise WouldOverwrite(self._path, "it is a database, and not of this grader")
        _journal(self._connection, self._path)
        with self.transaction():
            ((version,),) = self.all("PRAGMA user_version")
            if version > len(MIGRATIONS):
                raise NewerGradebook(self._path, version, len(MIGRATIONS))
            for script in MIGRATIONS[version:]:
                # `executescript` would commit first.
                for statement in filter(str.strip, script.split(";")):
                    self.run(statement)
            if version < len(MIGRATIONS):
                self.run(f"PRAGMA user_version = {len(MIGRATIONS)}")
                self.run(f"PRAGMA application_id = {APPLICATION}")
        self.run("PRAGMA foreign_keys = ON")


@contextlib.contextmanager
def complaints(path: Path) -> Iterator[None]:
    """Says what SQLite complains of in a sentence that tells what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            raise DamagedGradebook(path, str(error)) from error
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise GradebookBusy(path) from error
        if name == "SQLITE_FULL":
            raise CannotWrite(path, "the disk is full", "make room, then give the command again") from error
        if isinstance(error, sqlite3.OperationalError) and not name.startswith("SQLITE_ERROR"):
            raise CannotWrite(path, str(error)) from error
        raise DamagedGradebook(path, str(error)) from error


def is_remote(path: Path) -> bool:
    """Whether a path lies on the disk of another machine, as far as this system tells."""
    try:
        mounts = [line.split()[1:3] for line in MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return False
    place = path.resolve()
    holding = [(len(point), kind) for point, kind in mounts if place.is_relative_to(point.replace("\\040", " "))]
    return bool(holding) and max(holding)[1] in REMOTE


def _journal(connection: sqlite3.Connection, path: Path) -> None:
    """Readers wait for nobody with a write-ahead log; where the disk gives none, the older journal is as safe."""
    mode = "DELETE" if is_remote(path) else "WAL"
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
            return
        except sqlite3.OperationalError as error:
            # Two that open a new file at once are told so at once, whatever time they were given to wait.
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY") or time.monotonic() > end:
                raise
            time.sleep(0.05)
