"""Make a small PNG of a PPM on standard input: few colours, and no row of a table cut through.

``small_png.py FILE`` writes all of it; with ``--rows`` it ends at the last rule that goes across.
"""

import sys
from collections import Counter
from io import BytesIO

from PIL import Image

COLOURS = 160
WHITE = 250
"""From here on a channel is the white of the page."""
ACROSS = 0.9
"""The share of a line of pixels that a rule of a table covers."""


def whole_rows(image: Image.Image) -> Image.Image:
    """Return an image down to the last rule that goes across."""
    width, height = image.size
    for last in range(height - 1, 0, -1):
        line = (0, last, width, last + 1)
        channels = image.crop(line).tobytes()
        colours = Counter(zip(channels[::3], channels[1::3], channels[2::3], strict=True))
        if sum(count for colour, count in colours.items() if min(colour) < WHITE) >= ACROSS * width:
            rule = colours.most_common(1)[0][0]
            image.paste(rule, line)  # without what the next row's texts leave on it
            return image.crop((0, 0, width, last + 1))
    return image


def main() -> None:
    """Write the PNG that is named."""
    path, *options = sys.argv[1:]
    image = Image.open(BytesIO(sys.stdin.buffer.read())).convert("RGB")
    chosen = whole_rows(image) if "--rows" in options else image
    chosen.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
