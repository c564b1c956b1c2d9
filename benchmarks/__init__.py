"""What dragoman is measured by: ``benchmarks.quality`` (scores with floors), ``benchmarks.speed``."""
