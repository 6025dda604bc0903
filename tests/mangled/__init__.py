"""One case per real-life failure: a workbook with known answers, mangled as files are, and exactly what is read."""
