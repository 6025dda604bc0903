"""The summary workbook: what a consultant hands over, as a spreadsheet."""
