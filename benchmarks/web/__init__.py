"""How quick a ledger of a million statements is to browse: ``python -m benchmarks.web``."""
