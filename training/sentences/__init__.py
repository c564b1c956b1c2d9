"""How the sentence encoder ``sentences-en`` was made; never imported by the package."""
