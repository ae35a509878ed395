"""How a deadline came about, in words that let a person redo the sum."""
