"""``python -m xlaudit``."""

from xlaudit.cli.main import main

main()
