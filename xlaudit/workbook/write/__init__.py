"""Workbooks written by xlsxwriter: one function per sheet part, over a frozen spec."""
