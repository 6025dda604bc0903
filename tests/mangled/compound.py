"""The container of old and of encrypted Office files, just enough of it to be recognised ([MS-CFB])."""

from struct import pack

SECTOR = 512
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
LEAST = 4096
"""Smaller streams live elsewhere; these are padded."""


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a container of up to three streams."""
    padded = {name: content.ljust(LEAST, b"\x00") for name, content in streams.items()}
    table, body, entries = [TABLE, END], b"", [_entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, content) in enumerate(padded.items(), start=1):
        start, sectors = len(table), -(-len(content) // SECTOR)
        table += [*range(start + 1, start + sectors), END]
        body += content.ljust(sectors * SECTOR, b"\x00")
        entries.append(_entry(name, 2, start, len(content), right=number + 1 if number < len(padded) else FREE))
    header = MAGIC + bytes(16) + pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, LEAST, END, 0, END, 0, 0)
    header += pack("<I", FREE) * 108
    fat = b"".join(pack("<I", entry) for entry in table).ljust(SECTOR, b"\xff")
    assert len(fat) == SECTOR
    assert len(entries) <= 4
    return header + fat + b"".join(entries).ljust(SECTOR, b"\x00") + body


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    made = text.ljust(64, b"\x00") + pack("<HBBIII", len(text) + 2, kind, 1, FREE, right, child)
    return made + bytes(16 + 4 + 8 + 8) + pack("<IQ", start, size)


def encrypted() -> bytes:
    """Return an .xlsx as Excel writes it under a password."""
    return compound({"EncryptionInfo": b"\x04\x00\x04\x00@\x00\x00\x00", "EncryptedPackage": bytes(range(256)) * 40})


def locked_xls() -> bytes:
    """Return an .xls under a password: its first record after the opening one says so."""
    opening = pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0x0DBB, 0x07CC, 0xC1, 0x306)
    password = pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(48)
    return compound({"Workbook": opening + password + pack("<HH", 0x0A, 0)})
