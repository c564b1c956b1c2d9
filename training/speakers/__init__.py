"""How the weights of ``dragoman/languages/en/salience.toml`` were made."""
