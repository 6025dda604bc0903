"""Cells and strings written as programs write nearly all of them, told apart by one expression.

To hand every cell to Python costs more than to read the values. A run of plain cells is taken out in one step, and the
parser sees what is left: rows, merged areas, and all that is out of the ordinary. A sheet in which any cell is not
plain is left whole.
"""

import re

from xlaudit.workbook.read.facts import MAX_COLUMN, MAX_ROW, letters_of

MOST_BYTES = 4 * 2**20
"""A larger sheet is no questionnaire; it is read in a stream, as a list of its cells takes many times its size."""
WORD = rb"[^<&\x00-\x08\x0b\x0c\x0e-\x1f]++|&(?:amp|lt|gt|quot|apos);"
REFERENCE = rb"&#(?:9|10|13|3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3}|[1-4][0-9]{4});"
"""A character by its number, below the surrogates."""
VALUE = rb"<v>(?:" + WORD + rb")++</v>"
TEXT = rb'<t(?: xml:space="preserve")?+>(?:' + WORD + rb"|" + REFERENCE + rb")*+</t>"
FORMULA = rb'<f(?: [a-zA-Z]++="[^"<&\x00-\x1f]*+")*+(?:/>|>(?:' + WORD + rb"|" + REFERENCE + rb")*+</f>)"
NO_VALUE = rb"(?: t=\"n\")?+>" + FORMULA + rb"(?:<v></v>|<v/>)?+</c>"
NUMBER = rb"<v>-?+[0-9.]++(?:[eE][+-]?+[0-9]++)?+</v>"
ENDS = (
    rb"(?:/>|></c>)",
    rb' t="s"><v>[0-9]{1,9}+</v></c>',
    rb"(?: t=\"n\")?+(?:/>|></c>|>(?:" + FORMULA + rb")?+" + NUMBER + rb"</c>)",
    NO_VALUE,
    rb' t="str">' + FORMULA + VALUE + rb"</c>",
    rb' t="b">(?:' + FORMULA + rb")?+<v>[01]</v></c>",
    rb' t="inlineStr"><is>' + TEXT + rb"</is></c>",
)
"""What may stand behind the address and the style of a cell."""
CELL = rb'<c r="[A-Z]{1,3}+[1-9][0-9]{0,6}+"(?: s="[0-9]++")?+(?:' + rb"|".join(ENDS) + rb")"
UNVALUED = re.compile(rb'<c r="([A-Z]++[0-9]++)"(?: s="[0-9]++")?+' + NO_VALUE)
PLAIN_CELLS = re.compile(rb"(?:" + CELL + rb")++")
ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
PLACE = re.compile(rb'<(?:c|row) r="([A-Z]*)([0-9]+)"')
PLAIN_STRINGS = re.compile(rb"(?:<\?xml[^<>]*\?>\s*+)?+<sst [^<>]*+>(?:<si>" + TEXT + rb"</si>)*+</sst>\s*+")
OTHER_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding=[\"'](?!utf-8)", re.IGNORECASE)
FORBIDDEN = ("\ufffe".encode(), "\uffff".encode())
COLUMNS = {letters_of(col).encode(): col + 1 for col in range(MAX_COLUMN)}
"""The columns a table may reach, from 1, by their letters."""


def without_plain_cells(xml: bytes) -> tuple[bytes, set[str]]:
    """Return a sheet without its cells when all are plain and in order, else the sheet as it is.

    Beside it stand the addresses of the formulas without a value among the cells taken out.
    """
    if len(xml) > MOST_BYTES or not _is_sound(xml):
        return xml, set()
    rest = PLAIN_CELLS.sub(b"", xml)
    if ANY_CELL.search(rest) or not _in_order(xml):
        return xml, set()
    return rest, {cell.decode() for cell in UNVALUED.findall(xml)} if b"<f" in xml else set()


def are_plain_strings(xml: bytes) -> bool:
    """Tell whether a table of strings holds plain texts and nothing else."""
    return _is_sound(xml) and PLAIN_STRINGS.fullmatch(xml) is not None


def _is_sound(xml: bytes) -> bool:
    """Tell whether bytes are UTF-8, and hold none of the two characters beyond control signs that XML forbids."""
    try:
        xml.decode()
    except UnicodeDecodeError:
        return False
    return OTHER_ENCODING.match(xml) is None and not any(char in xml for char in FORBIDDEN)


def _in_order(xml: bytes) -> bool:
    """Tell whether rows and columns grow, none is far away, and each cell bears the number of its row."""
    row = column = 0
    here = b""
    for letters, digits in PLACE.findall(xml):
        if letters:
            found = COLUMNS.get(letters, 0)
            if found <= column or digits != here:
                return False
            column = found
        else:
            here, found = digits, int(digits)
            if not row < found <= MAX_ROW:
                return False
            row, column = found, 0
    return True
