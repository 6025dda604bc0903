"""Word documents: the report of one or several teams, and the page that gives a team back what it said."""
