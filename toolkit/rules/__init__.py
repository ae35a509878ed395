"""Table in, findings out."""
