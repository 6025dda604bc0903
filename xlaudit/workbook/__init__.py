"""Everything Excel: the layout that writer and reader share, and the two of them."""
