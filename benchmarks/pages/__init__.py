"""Invented pages with gold: ``html/`` in the shapes of news sites, ``facts/`` with what each page
says of itself. ``python -m benchmarks.pages`` scores dragoman on both; see ``docs/pages.md``."""
