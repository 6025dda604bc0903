"""A workbook as parts and sheets, edited in its XML: anything that any program may leave in a file can be written."""

from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_DEFLATED, ZipFile

from tests.mangled.cells import OFFICE, Sheet, tag, written

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Book:
    """A workbook: its parts by name, its sheets by title."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._workbook = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        self._links = ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        strings = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        self._strings = ["".join(node.text or "" for node in item.iter(tag("t"))) for item in strings]
        self._day_style = self._add_day_style()
        self._sheets: dict[str, Sheet] = {}

    def _add_day_style(self) -> str:
        """Add the format of a day to the styles and return its number."""
        styles = ElementTree.fromstring(self.parts["xl/styles.xml"])
        formats = styles.find(tag("cellXfs"))
        assert formats is not None
        plain = {"numFmtId": "14", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0", "applyNumberFormat": "1"}
        SubElement(formats, tag("xf"), plain)
        formats.set("count", str(len(formats)))
        self.parts["xl/styles.xml"] = written(styles)
        return str(len(formats) - 1)

    def _list(self) -> Element:
        sheets = self._workbook.find(tag("sheets"))
        assert sheets is not None
        return sheets

    def entry(self, title: str) -> Element:
        """Return the line of a sheet in the list of sheets."""
        return next(entry for entry in self._list() if entry.get("name") == title)

    def part_of(self, title: str) -> str:
        """Return the part that holds a sheet."""
        wanted = self.entry(title).get(f"{{{OFFICE}}}id")
        return "xl/" + next(link.get("Target", "") for link in self._links if link.get("Id") == wanted)

    def sheet(self, title: str = "Diagnostic") -> Sheet:
        """Return a sheet, to be edited."""
        part = self.part_of(title)
        if part not in self._sheets:
            self._sheets[part] = Sheet(self.parts[part], self._strings, self._day_style)
        return self._sheets[part]

    def edit(self, title: str, old: str, new: str) -> None:
        """Replace a piece of the text of a sheet, which must be there; the sheet is closed."""
        self.close(title)
        self.replace(self.part_of(title), old, new)

    def close(self, title: str = "Diagnostic", *, addresses: bool = True) -> bytes:
        """Write a sheet into its part, as it will stay, and return it."""
        part = self.part_of(title)
        self.parts[part] = self.sheet(title).bytes(addresses=addresses)
        del self._sheets[part]
        return self.parts[part]

    def replace(self, part: str, old: str, new: str) -> None:
        """Replace a piece of a part, which must be there."""
        content = self.parts[part]
        assert old.encode() in content, f"{old!r} is not in {part}"
        self.parts[part] = content.replace(old.encode(), new.encode(), 1)

    def rename(self, title: str, new: str) -> None:
        """Rename a sheet, and in the formulas that name it."""
        self.entry(title).set("name", new)
        for node in self._workbook.iter(tag("definedName")):
            node.text = (node.text or "").replace(f"'{title}'!", f"'{new}'!").replace(f"{title}!", f"'{new}'!")

    def move(self, title: str, place: int) -> None:
        """Put a sheet elsewhere in the order of the sheets."""
        entry = self.entry(title)
        self._list().remove(entry)
        self._list().insert(place, entry)

    def drop(self, title: str) -> None:
        """Delete a sheet; its part stays, out of reach."""
        self._list().remove(self.entry(title))

    def add(self, title: str, xml: bytes, place: int | None = None) -> Sheet:
        """Add a sheet, last unless said otherwise."""
        number = 1 + sum(name.startswith("xl/worksheets/sheet") for name in self.parts)
        part, link = f"worksheets/sheet{number}.xml", f"rIdAdded{number}"
        SubElement(self._links, f"{{{PACKAGE}}}Relationship", Id=link, Type=f"{OFFICE}/worksheet", Target=part)
        entry = Element(tag("sheet"), {"name": title, "sheetId": str(100 + number), f"{{{OFFICE}}}id": link})
        self._list().insert(len(self._list()) if place is None else place, entry)
        types = ElementTree.fromstring(self.parts["[Content_Types].xml"])
        SubElement(types, f"{{{TYPES}}}Override", PartName=f"/xl/{part}", ContentType=WORKSHEET)
        self.parts["[Content_Types].xml"] = written(types)
        self.parts[f"xl/{part}"] = xml
        return self.sheet(title)

    def duplicate(self, title: str, new: str, place: int | None = None) -> Sheet:
        """Copy a sheet as a spreadsheet program does, and return the copy."""
        return self.add(new, self.sheet(title).bytes(), place)

    def bytes(self) -> bytes:
        """Return the file."""
        parts = self.parts | {part: sheet.bytes() for part, sheet in self._sheets.items()}
        parts["xl/workbook.xml"] = written(self._workbook)
        parts["xl/_rels/workbook.xml.rels"] = written(self._links)
        return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """Return parts as an archive."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
