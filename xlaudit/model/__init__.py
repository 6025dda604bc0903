"""Frozen records of the field: no input or output, no Excel."""
