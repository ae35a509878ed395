"""Pages of the monthly report that look into the figures: hours, backlog, crosses, variation, voices, improvement."""
