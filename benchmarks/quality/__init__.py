"""Scores against gold, held by floors that only rise: ``python -m benchmarks.quality``."""
