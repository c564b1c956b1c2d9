"""How well linking finds one act of speech in many reports of it: marked pairs, and their scorer."""
