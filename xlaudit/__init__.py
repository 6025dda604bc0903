"""Excel workbooks for audits of responsible digital practice: generate, read back, score, prioritise."""

__version__ = "0.1.0"
