"""The parts of an OOXML package, one kind a module: found, kept as they are, or added to."""
