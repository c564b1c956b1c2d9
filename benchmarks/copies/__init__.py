"""How well and how fast copies are recognised among many invented articles."""
