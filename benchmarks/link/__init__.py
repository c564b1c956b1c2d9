"""How linking grows with the number of statements, and that it does not depend on their order."""
