"""What xlsxwriter packs differently for us: the language of the document, and texts that are never markup."""

import re

import xlsxwriter
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""An underscore that a reader would take for the beginning of an escape."""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def escape_controls(text: str) -> str:
    """Write what XML cannot hold as ``_xHHHH_``, and every text that looks like it so that it stays itself."""
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
    """A workbook packed that way."""

    def _get_packager(self) -> Packager:
        return _Packager()
