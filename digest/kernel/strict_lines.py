"""Strict lines: the lines of a file that must be UTF-8, or UTF-16 with a byte order mark. Pure.

A guess of the encoding could change people's names, so other bytes are an error.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from digest.errors import UseError
from digest.kernel.decoding import split_mark

LONGEST_LINE = 5_000_000
"""Characters of the longest line: one without end would fill the memory."""

LONGEST_MARK_BYTES = 4


def strict_lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a file without their ends; a file of any size takes little memory.

    The text behind the last end is a line, too, be it empty. Raises UseError, which names the line,
    for bytes in another encoding and for a line without end.

    >>> list(strict_lines([b"\\xef\\xbb\\xbfema", b"il\\r", b"\\nann"]))
    ['email', 'ann']
    """
    done, begun, begun_characters = 0, [], 0
    for text in _texts(chunks):
        head, *further = text.split("\n")
        begun.append(head)
        begun_characters += len(head)
        if begun_characters > LONGEST_LINE:
            raise UseError(
                f"line {done + 1} is longer than {LONGEST_LINE:,} characters",
                hint="save the file as CSV, one reader in each line",
            )
        if further:
            yield "".join(begun)
            yield from further[:-1]
            done += len(further)
            begun, begun_characters = [further[-1]], len(further[-1])
    yield "".join(begun)


def _texts(chunks: Iterable[bytes]) -> Iterator[str]:
    """Decode one chunk after the other; each kind of line end becomes a line feed."""
    encoding, chunks = _with_encoding(iter(chunks))
    # a letter may begin in one chunk and end in the next
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    done, held = 0, ""
    for chunk, is_last in _with_last(chunks):
        try:
            text = held + decoder.decode(chunk, final=is_last)
        except UnicodeDecodeError as error:
            line = done + bytes(error.object[: error.start]).count(b"\n") + 1
            name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
            hint = "save the file as CSV UTF-8"
            raise UseError(f"line {line} is not {name}", hint=hint) from error
        held = ""
        # the second half of a line end may stand in the next chunk
        if text.endswith("\r") and not is_last:
            text, held = text[:-1], "\r"
        # three systems end their lines in three ways, and a file may mix them
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        done += text.count("\n")
        # PostgreSQL takes no NUL
        yield text.replace("\x00", "")


def _with_encoding(chunks: Iterator[bytes]) -> tuple[str, Iterator[bytes]]:
    """Read the byte order mark, which settles the encoding and is no part of the first line."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= LONGEST_MARK_BYTES:
            break
    encoding, content = split_mark(head)
    return encoding, _chain(content, chunks)


def _chain(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _with_last(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield each chunk, and behind the last an empty one that ends the text."""
    for chunk in chunks:
        yield chunk, False
    yield b"", True
