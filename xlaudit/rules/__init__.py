"""Pure functions over the records: scores, priorities, sources, coverage."""
