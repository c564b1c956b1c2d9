"""How long the command and the examples take, and how much memory: ``python -m benchmarks.speed``."""
