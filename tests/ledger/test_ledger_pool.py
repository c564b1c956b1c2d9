"""A pool of readers: many threads at once, each with the ledger as it stood when it began."""

import threading

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.ledger.pool import Pool


def test_a_reader_sees_one_state_of_the_ledger(path, make):
    with Ledger.open(path) as writer:
        writer.write(make())
        pool = Pool(path)
        with pool.reader() as ledger:
            assert ledger.browse.totals().articles == 1
            writer.write(make(url="https://later.example/", doc="later"))
            assert ledger.browse.totals().articles == 1
        with pool.reader() as ledger:
            assert ledger.browse.totals().articles == 2
        pool.close()


def test_what_is_kept_is_made_again_after_anybody_wrote(path, make):
    with Ledger.open(path) as writer:
        writer.write(make())
        pool, made = Pool(path, size=1), []

        def count(ledger):
            made.append(ledger.browse.totals().articles)
            return made[-1]

        def told(ledger):
            return ledger._db.kept("articles", lambda: count(ledger))

        for _ in range(2):
            with pool.reader() as ledger:
                assert [told(ledger), told(ledger)] == [1, 1]
        assert made == [1]
        with pool.reader() as ledger:
            assert told(ledger) == 1
            writer.write(make(url="https://later.example/", doc="later"))
            assert told(ledger) == ledger.browse.totals().articles == 1
        with pool.reader() as ledger:
            assert told(ledger) == 2
        pool.close()
        writer.write(make(url="https://last.example/", doc="last"))
        assert told(writer) == 3
        writer.forget("last")
        assert told(writer) == 2


def test_many_threads_read_while_one_writes(path, make):
    with Ledger.open(path) as writer:
        writer.write(make())
        pool, failures = Pool(path, size=2), []

        def read():
            try:
                for _ in range(20):
                    with pool.reader() as ledger:
                        assert len(ledger.browse.statements().rows) == min(ledger.browse.totals().said, 50)
            except Exception as error:
                failures.append(error)

        threads = [threading.Thread(target=read) for _ in range(6)]
        for thread in threads:
            thread.start()
        for n in range(30):
            writer.write(make(url=f"https://page.example/{n}", doc=f"d{n}"))
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(pool._idle) <= 2
        pool.close()


def test_a_file_in_the_ledgers_place_is_noticed(path, tmp_path, make):
    with Ledger.open(path) as writer:
        writer.write(make())
    pool = Pool(path)
    with pool.reader() as ledger:
        assert ledger.browse.totals().articles == 1
    with Ledger.open(tmp_path / "new.db"):
        pass
    for file in tmp_path.glob("test.db-*"):
        file.unlink()
    (tmp_path / "new.db").replace(path)
    with pool.reader() as ledger:
        assert ledger.browse.totals().articles == 0
    path.unlink()
    with pytest.raises(LedgerError, match="there is no ledger"), pool.reader():
        pass
    pool.close()


def test_a_reader_that_failed_is_not_used_again(path):
    Ledger.open(path).close()
    pool = Pool(path)
    with pytest.raises(ZeroDivisionError), pool.reader():
        raise ZeroDivisionError
    assert not pool._idle


def test_a_reader_never_writes(path, make):
    Ledger.open(path).close()
    pool = Pool(path)
    with pytest.raises(LedgerError, match="cannot be written to"), pool.reader() as ledger:
        ledger.write(make())
    pool.close()
