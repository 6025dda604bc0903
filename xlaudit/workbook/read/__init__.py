"""Filled workbooks read back: preflight, inspection, values, recognition, answers."""
