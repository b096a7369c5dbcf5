"""Benchmarks: every figure is a ratio to a limit that runs beside it, in the same run, on the same data."""
