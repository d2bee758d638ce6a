"""The upper levels of a folder, as its layout is told from them: names, and what may be behind each."""

from __future__ import annotations

from collections.abc import Iterable

from grader.intake.archives import Budget, is_archive
from grader.intake.entries import HandedIn, listed
from grader.intake.names import is_gradable, is_notebook

# Nothing deeper has a say in the layout.
DEEPEST = 6

Parts = tuple[str, ...]


class Tree:
    """What lies side by side in each of the upper folders; an archive on the disk counts as a folder.

    An archive within an archive is somebody's own: it is not looked into.
    """

    def __init__(self, entries: Iterable[HandedIn]) -> None:
        self._entries = [entry for entry in entries if not entry.hidden]
        self._folders: dict[Parts, dict[str, None]] = {}
        self._files: dict[Parts, dict[str, HandedIn]] = {}
        for entry in self._entries:
            self._add(entry)

    def folders(self, parts: Parts) -> list[str]:
        """The names of folders, without archives."""
        return [*self._folders.get(parts, ())]

    def containers(self, parts: Parts) -> list[str]:
        """The names of folders and archives."""
        self._look_into(parts)
        return [*self.folders(parts), *filter(is_archive, self._files.get(parts, ()))]

    def names(self, parts: Parts) -> set[str]:
        """All names."""
        self._look_into(parts)
        return {*self.folders(parts), *self._files.get(parts, ())}

    def work(self, parts: Parts) -> set[str]:
        """The names behind which work of a student may be."""
        files = {name for name in self._files.get(parts, ()) if is_gradable(name)}
        return {*self.containers(parts), *files}

    def notebooks(self, parts: Parts) -> int:
        """How many notebooks lie loose among the folders."""
        self._look_into(parts)
        return sum(is_notebook(name) for name in self._files.get(parts, ()))

    def loose(self, parts: Parts) -> int:
        """How many notebooks and scripts lie loose among the folders."""
        self._look_into(parts)
        return sum(is_gradable(name) for name in self._files.get(parts, ()))

    def holds_work(self, parts: Parts) -> bool:
        """Whether anything below a folder can be graded, however deep."""
        return any(
            entry.parts[: len(parts)] == parts and (is_gradable(entry.name) or is_archive(entry.name))
            for entry in self._entries
        )

    def forget(self, folders: Iterable[Parts]) -> None:
        """Leave out these folders from now on."""
        for *parts, name in folders:
            del self._folders[tuple(parts)][name]

    def _add(self, entry: HandedIn) -> None:
        *folders, name = entry.parts
        for depth, folder in enumerate(folders[:DEEPEST]):
            self._folders.setdefault(entry.parts[:depth], {})[folder] = None
        if name and len(folders) < DEEPEST:
            self._files.setdefault(tuple(folders), {})[name] = entry

    def _look_into(self, parts: Parts) -> None:
        """Add what is in an archive, if this is one that lies on the disk."""
        entry = self._files.get(parts[:-1], {}).get(parts[-1]) if parts else None
        if entry is None or not entry.unopened or entry.members or parts in self._folders or parts in self._files:
            return
        self._folders[parts] = {}
        for inner in listed(entry, Budget()):
            if inner.parts != entry.parts and not inner.hidden:
                self._add(inner)
