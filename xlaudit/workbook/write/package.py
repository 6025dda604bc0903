"""What xlsxwriter packs differently for us: language, texts that are never markup, a tighter file."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""An underscore that a reader would take for the beginning of an escape."""
DEFLATE_LEVEL = 8
"""One level more would spare a few bytes in a thousand; zlib's default, 6, gives files 3 % larger."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part, as Excel writes it."""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
SPECIAL = re.compile(f"{CONTROL.pattern}|_x")
"""What makes a closer look worth its time."""


def escape_controls(text: str) -> str:
    """Write what XML cannot hold as ``_xHHHH_``, and every text that looks like it so that it stays itself."""
    if SPECIAL.search(text) is None:
        return text
    return CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", ESCAPED.sub("_x005F_", text))


class _Core(Core):  # type: ignore[misc]  # xlsxwriter ships no types
    """The document properties, with the language that xlsxwriter leaves out."""

    def _write_cp_content_status(self) -> None:
        super()._write_cp_content_status()
        self._xml_data_element("dc:language", self.properties["language"])


class _Strings(SharedStrings):  # type: ignore[misc]
    """The table of texts; xlsxwriter would take one that begins with ``<r>`` for markup."""

    def _write_si(self, string: str) -> None:
        text = escape_controls(string)
        attributes = [("xml:space", "preserve")] if text != text.strip() or "\n" in text else []
        self._xml_si_element(text, attributes)


class _Packager(Packager):  # type: ignore[misc]
    def _create_package(self) -> list[tuple[Any, str, bool]]:
        """Pack the parts here, as xlsxwriter takes no level of compression, and leave it none to pack."""
        with ZipFile(self.workbook.packed, "w") as archive:
            for content, name, is_binary in super()._create_package():
                data = content.getvalue()
                part = data if is_binary else data.encode()
                archive.writestr(ZipInfo(name, EPOCH), part, ZIP_DEFLATED, DEFLATE_LEVEL)
        return []

    def _write_core_file(self) -> None:
        core = _Core()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            strings = _Strings()
            strings.string_table = self.workbook.str_table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            strings._assemble_xml_file()


class PlainWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook in memory packed that way; ``packed`` holds the file once it is closed."""

    def __init__(self, options: dict[str, Any]) -> None:
        super().__init__(BytesIO(), options | {"in_memory": True})
        self.packed = BytesIO()

    def _get_packager(self) -> Packager:
        return _Packager()
