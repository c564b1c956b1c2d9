"""Names and titles: what a noun phrase tells of somebody, and where people are named in a text."""
