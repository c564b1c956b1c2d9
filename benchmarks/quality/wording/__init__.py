"""Invented gold for wordings: pairs with their changes, and words to look up with their verdicts."""
