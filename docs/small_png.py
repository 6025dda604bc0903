"""Make a small PNG of a PPM on standard input: few colours, and no row of a table cut through.

``small_png.py FILE`` writes all of it; with ``--rows`` it ends at the last rule that goes across.
"""

import struct
import sys
import zlib
from collections import Counter
from pathlib import Path

COLOURS = 160
WHITE = 250
"""From here on a channel is the white of the page."""
ACROSS = 0.9
"""The share of a line of pixels that a rule of a table covers."""

Lines = list[list[bytes]]


def read_ppm(data: bytes) -> Lines:
    """Return the pixels of a PPM, line by line."""
    kind, width, height = data.split(maxsplit=3)[:3]
    if kind != b"P6":
        raise ValueError(f"found {kind!r}; give a PPM, P6")
    wide, body = 3 * int(width), data[-3 * int(width) * int(height) :]
    return [[body[i : i + 3] for i in range(start, start + wide, 3)] for start in range(0, len(body), wide)]


def whole_rows(lines: Lines) -> Lines:
    """Return the lines down to the last rule that goes across."""
    for last in range(len(lines) - 1, 0, -1):
        inked = sum(min(pixel) < WHITE for pixel in lines[last])
        if inked >= ACROSS * len(lines[last]):
            rule = Counter(lines[last]).most_common(1)[0][0]
            return [*lines[:last], [rule] * len(lines[last])]  # without what the next row's texts leave on it
    return lines


def small_png(lines: Lines) -> bytes:
    """Return a PNG of the most frequent colours; each of the others becomes the nearest of them."""
    counts = Counter(pixel for line in lines for pixel in line)
    palette = [colour for colour, _ in counts.most_common(COLOURS)]
    place = {colour: _nearest(colour, palette) for colour in counts}
    rows = b"".join(b"\0" + bytes(place[pixel] for pixel in line) for line in lines)
    head = struct.pack(">2I5B", len(lines[0]), len(lines), 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _nearest(colour: bytes, palette: list[bytes]) -> int:
    def distance(place: int) -> int:
        return sum((one - other) ** 2 for one, other in zip(colour, palette[place], strict=True))

    return min(range(len(palette)), key=distance)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def main() -> None:
    """Write the PNG that is named."""
    path, *options = sys.argv[1:]
    lines = read_ppm(sys.stdin.buffer.read())
    Path(path).write_bytes(small_png(whole_rows(lines) if "--rows" in options else lines))


if __name__ == "__main__":
    main()
