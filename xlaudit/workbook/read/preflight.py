"""Look at the bytes before anything is parsed: is it a spreadsheet, and is it safe to open?"""

from dataclasses import dataclass
from io import BytesIO
from struct import unpack_from
from typing import Literal
from zipfile import BadZipFile, ZipFile

from xlaudit.model.base import Text
from xlaudit.model.errors import NotAWorkbookError, UnsafeWorkbookError
from xlaudit.rules import refusals

Family = Literal["ooxml", "ods", "xlsb", "xls", "text"]

MAX_BYTES = 32 * 2**20
MAX_ENTRIES = 2000
MAX_UNPACKED = 200 * 2**20
MAX_RATIO = 300
"""Repetitive sheets reach 60; a bomb passes 1000."""

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK_BEGINS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
FILE_PASS = 0x2F
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the bytes are, and what in them is named and never run."""

    family: Family
    macros: bool = False
    external_links: bool = False


def preflight(data: bytes, name: str) -> Preflight:
    """Check the bytes of a file.

    Args:
        data: the whole file.
        name: what messages call it.

    Raises:
        NotAWorkbookError: empty, not a spreadsheet, damaged, or protected by a password.
        UnsafeWorkbookError: too large, or made to be.
    """
    if not data:
        raise NotAWorkbookError(name, refusals.EMPTY)
    refuse_too_large(data, name)
    if data.startswith(OLE_MAGIC):
        if ENCRYPTED in data or _is_locked(data):
            raise NotAWorkbookError(name, refusals.PROTECTED)
        return Preflight("xls")
    if not data.startswith(b"PK"):
        raise NotAWorkbookError(name, refusals.no_spreadsheet(_guess(data)))
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _archive(archive, name)
    except (BadZipFile, NotImplementedError, ValueError) as error:
        raise NotAWorkbookError(name, refusals.CUT_SHORT) from error


def refuse_too_large(data: bytes, name: str) -> None:
    """Refuse a file far larger than any workbook to fill.

    Raises:
        UnsafeWorkbookError: it is.
    """
    if len(data) > MAX_BYTES:
        raise UnsafeWorkbookError(name, refusals.too_large(len(data) // 2**20, MAX_BYTES // 2**20))


def part_of(archive: ZipFile, part: str) -> bytes:
    """Return a part, unpacked no further than the size it claims: one that hides its size fails its checksum.

    Raises:
        BadZipFile: the checksum is not that of the bytes.
        KeyError: there is no such part.
    """
    with archive.open(part) as content:
        return content.read(archive.getinfo(part).file_size + 1)  # one more, so that the checksum is looked at


def is_archive(data: bytes) -> bool:
    """Tell whether bytes begin as a zip or an OLE file does, as every spreadsheet but a text file."""
    return data.startswith((b"PK", OLE_MAGIC))


def _is_locked(data: bytes) -> bool:
    """Tell whether an old xls file begins by saying that it is encrypted ([MS-XLS] 2.4.117, FilePass)."""
    at = data.find(WORKBOOK_BEGINS)
    for _ in range(8):
        if at < 0 or at + 4 > len(data):
            return False
        kind, size = unpack_from("<HH", data, at)
        if kind == FILE_PASS:
            return True
        at += 4 + size
    return False


def _guess(data: bytes) -> Text:
    if data.startswith(b"%PDF"):
        return refusals.PDF
    if data.lstrip()[:5].lower() in (b"<html", b"<!doc", b"<?xml"):
        return refusals.MARKUP
    return refusals.PLAIN_TEXT if b"\x00" not in data[:1000] else refusals.OTHER_KIND


def _archive(archive: ZipFile, name: str) -> Preflight:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES:
        raise UnsafeWorkbookError(name, refusals.too_many_parts(len(entries), MAX_ENTRIES))
    if len(set(names)) != len(names):
        raise UnsafeWorkbookError(name, refusals.TWIN_PARTS)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UnsafeWorkbookError(name, refusals.unpacks_beyond(MAX_UNPACKED // 2**20))
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if sum(entry.file_size for entry in entries) / packed > MAX_RATIO:
        raise UnsafeWorkbookError(name, refusals.swells_beyond(MAX_RATIO))
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotAWorkbookError(name, refusals.PROTECTED)
    return Preflight(
        family=_family(archive, names, name),
        macros=any(part.lower().endswith("vbaproject.bin") or part.startswith("Basic/") for part in names),
        external_links=any("/externalLinks/" in part for part in names),
    )


def _family(archive: ZipFile, names: list[str], name: str) -> Family:
    if "xl/workbook.xml" in names:
        return "ooxml"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and b"opendocument.spreadsheet" in part_of(archive, "mimetype")[:200]:
        if b"manifest:encryption-data" in part_of(archive, "META-INF/manifest.xml"):
            raise NotAWorkbookError(name, refusals.PROTECTED)
        return "ods"
    if "[Content_Types].xml" in names and any(part.endswith("workbook.xml") for part in names):
        return "ooxml"
    kind = refusals.WORD if "word/document.xml" in names else refusals.ARCHIVE
    raise NotAWorkbookError(name, refusals.other_archive(kind))
