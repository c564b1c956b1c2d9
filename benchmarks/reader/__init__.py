"""How well and how fast the trained reader finds attributions: ``python -m benchmarks.reader``."""
