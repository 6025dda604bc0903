"""The tests of xlaudit."""
