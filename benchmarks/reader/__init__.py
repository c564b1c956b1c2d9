"""What the trained reader is worth beside its scores: doubt, other typography, cost. The sets of
``benchmarks.quality`` measure and hold it."""
