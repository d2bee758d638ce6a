"""Takes in a form with a file piece by piece: it goes onto the disk, under a name of ours, and not into memory."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from grader.harmless import harmless_line

MAX_FIELD = 4096
MAX_PARTS = 20
MAX_NAME = 120


class BadForm(ValueError):
    """What came is no form with a file."""


class Upload:
    """A form with one file, as it comes in.

    Parameters
    ----------
    content_type : str
        The header that says what separates its parts.
    path : Path
        Where the file goes; nothing of what the request says has to do with it.

    Raises
    ------
    BadForm
        Here, or by `feed` and `finish`, if it is no such form.
    OSError
        By `feed` and `finish`, if there is no room for the file.
    """

    def __init__(self, content_type: str, path: Path) -> None:
        self.fields: dict[str, str] = {}
        self.name = ""
        self.path = path
        self._file: BinaryIO | None = None
        self._header = self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._parts = 0
        self._field = ""
        self._text = bytearray()
        self._in_file = self._ended = False
        kind, options = parse_options_header(content_type)
        try:
            if kind != b"multipart/form-data":
                raise BadForm("it is no form with a file")
            self._parser = MultipartParser(
                options.get(b"boundary", b""),
                {
                    "on_part_begin": self._on_part_begin,
                    "on_header_field": self._on_header_field,
                    "on_header_value": self._on_header_value,
                    "on_header_end": self._on_header_end,
                    "on_headers_finished": self._on_headers_finished,
                    "on_part_data": self._on_part_data,
                    "on_part_end": self._on_part_end,
                    "on_end": self._on_end,
                },
            )
        except FormParserError as error:
            raise BadForm(str(error)) from error

    def feed(self, data: bytes) -> None:
        """Take the next piece."""
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise BadForm(str(error)) from error

    def finish(self) -> None:
        """The end of what came: all parts have to be there."""
        self.close()
        if not self._ended:
            raise BadForm("it ended in the middle")
        if not self.name:
            raise BadForm("no file was chosen")

    def close(self) -> None:
        """Write nothing more."""
        if self._file is not None:
            self._file.close()

    def _on_part_begin(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise BadForm("it holds more parts than any form of ours")
        self._headers = {}

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header = self._value = b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b"").decode("latin-1"))
        self._field = options.get(b"name", b"").decode(errors="replace")
        self._text = bytearray()
        self._in_file = b"filename" in options
        if self._in_file:
            if self._file is not None:
                raise BadForm("it holds more than one file")
            self.name = harmless_line(options[b"filename"].decode(errors="replace"))[-MAX_NAME:]
            self._file = self.path.open("xb")

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file and self._file is not None:
            self._file.write(data[start:end])
            return
        self._text += data[start:end]
        if len(self._text) > MAX_FIELD:
            raise BadForm("a field of it is too long")

    def _on_part_end(self) -> None:
        if not self._in_file:
            self.fields[self._field] = self._text.decode(errors="replace")

    def _on_end(self) -> None:
        self._ended = True
