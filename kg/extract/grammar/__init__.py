"""Words and their forms, clauses, and the frames they trigger. Pure."""
