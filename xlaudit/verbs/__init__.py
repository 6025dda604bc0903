"""The verbs of a mission, one module per family; ``xlaudit.api`` is where they are called from."""
