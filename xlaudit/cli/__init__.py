"""The command line: one small module per family of commands, and one boundary for errors."""
