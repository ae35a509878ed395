"""Table in, table out: fills only the columns that are ours."""
