"""The queries that docs/ledger.md gives work on the schema that it prints."""

import re
import sqlite3
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text("utf-8")


def test_queries_of_the_docs_tell_who_said_what(ledger, path, make):
    ledger.write(make())
    queries = re.findall(r"^```sql\n(SELECT .*?)^```", PAGE, re.M | re.S)
    connection = sqlite3.connect(path)
    rows = [connection.execute(query).fetchall() for query in queries]
    connection.close()
    assert rows == [
        [("Ilan Dravek", "The Harbour Post", 1, 16)],
        [("harbour", "Ilan Dravek", "We saw no ships,")],
    ]
