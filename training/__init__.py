"""How each weight was made, from the corpus to the shipped file. Never imported by the package."""
