"""One desk, one module: the acts of persons on an open case."""
