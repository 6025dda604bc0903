"""The consolidation of many filled workbooks, as a spreadsheet."""
