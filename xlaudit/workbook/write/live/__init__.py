"""The live formulas: the hidden sheet that computes, and the visible sheets that show."""
