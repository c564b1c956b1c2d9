"""What the tables of a ledger hold."""

from __future__ import annotations

import sqlite3


def table(path, sql, *values):
    connection = sqlite3.connect(path)
    found = connection.execute(sql, values).fetchall()
    connection.close()
    return found
