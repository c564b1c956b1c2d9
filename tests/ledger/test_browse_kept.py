"""What lists are read from is at any time what the tables that it is worked out of come to."""

from datetime import date, timedelta

from dragoman.judging import Judge
from dragoman.ledger import Ledger
from dragoman.ledger.browse_stories import Told
from dragoman.model import (
    ActorKind,
    Exchange,
    ExchangeKind,
    Interval,
    Linked,
    Loan,
    Maker,
    Person,
    Story,
    Utterance,
)

SAME = {
    "browse_statement": "SELECT * FROM browse_found",
    "browse_exchange": "SELECT * FROM browse_exchange_found",
    "browse_rewritten": "SELECT * FROM browse_rewritten_found",
}

COUNTED = {
    "SELECT number, articles FROM browse_outlet": (
        "SELECT outlet, count(*) FROM browse_article WHERE outlet > 0 GROUP BY 1"
    ),
    "SELECT number, said, attitudes FROM browse_outlet WHERE said + attitudes > 0": (
        "SELECT outlet, sum(mode = 0), sum(mode) FROM browse_statement WHERE outlet > 0 GROUP BY 1"
    ),
    "SELECT number, said, attitudes FROM browse_person WHERE said + attitudes > 0": (
        "SELECT person, sum(mode = 0), sum(mode) FROM browse_statement WHERE person > 0 GROUP BY 1"
    ),
    "SELECT number, said, attitudes FROM browse_article WHERE said + attitudes > 0": (
        "SELECT article, sum(mode = 0), sum(mode) FROM browse_statement GROUP BY 1"
    ),
    "SELECT * FROM browse_role": (
        "SELECT person, role, day / 100, count(*) FROM browse_statement "
        "WHERE person > 0 AND role IS NOT NULL GROUP BY 1, 2, 3"
    ),
    "SELECT rowid, names FROM person_words": "SELECT number, names FROM browse_person",
    "SELECT rowid, facets FROM statement_words": "SELECT number, facets FROM browse_facets",
    "SELECT article, outlet, language, day, read_at, is_copy FROM browse_article": (
        "SELECT * FROM browse_article_found"
    ),
    "SELECT * FROM browse_story": (
        "SELECT story.id, count(page.number), coalesce(min(nullif(page.day, 0)), 0), "
        "coalesce(max(page.day), 0) FROM story LEFT JOIN story_article ON story = story.id "
        "LEFT JOIN browse_article AS page USING (article) GROUP BY 1"
    ),
    "SELECT id FROM browse_person WHERE id < '~'": "SELECT id FROM person",
    "SELECT id FROM browse_person WHERE id >= '~' AND said + attitudes = 0": "SELECT 1 WHERE 0",
}

TALLIES = {
    "person month": "person, day / 100",
    "person outlet": "person, outlet",
    "outlet month": "outlet, day / 100",
    "month": "day / 100, 0",
    "act": "act, 0",
    "kind": "kind, 0",
    "language": "language, 0",
}


def check(ledger: Ledger) -> None:
    """Every row that is kept for lists, beside what it should be."""

    def cells(sql):
        return sorted(map(tuple, ledger._db.rows(sql)), key=repr)

    for table, sql in SAME.items():
        assert cells(f"SELECT * FROM {table}") == cells(sql), table
    for kept, sql in COUNTED.items():
        assert cells(kept) == cells(sql), kept
    for what, by in TALLIES.items():
        kept = cells(f"SELECT one, other, said, attitudes FROM browse_tally WHERE what = '{what}'")
        assert kept == cells(f"SELECT {by}, sum(mode = 0), sum(mode) FROM browse_statement GROUP BY 1, 2"), (
            what
        )


def linked(ledger: Ledger, *, apart: bool) -> Linked:
    """All statements in one utterance, or each in its own and the first answering the others."""
    found = sorted((s for e in ledger.entries() for s in e.reading.statements), key=lambda s: s.id)
    articles = tuple(dict.fromkeys(s.article for s in found))
    ids = [s.id for s in found]
    told = [Utterance(id=id, statements=(id,)) for id in ids]
    together = [Utterance(id=ids[0], statements=tuple(ids))]
    ties = [
        Exchange(
            id=f"x{n}",
            kind=ExchangeKind.ANSWERS,
            origin=ids[0],
            target=id,
            evidence=(),
            inferred=False,
            doubt=0.5,
        )
        for n, id in enumerate(ids[1:])
    ]
    person = Person(
        id="h1",
        name="Ilan Dravek",
        kind=ActorKind.PERSON,
        members=tuple((s.article, s.speaker) for s in found if s.speaker),
        names=("Dravek", "Ilan Dravek") if apart else ("Ilan Dravek",),
    )
    return Linked(
        maker=Maker("link", "1"),
        people=(person,),
        utterances=tuple(told if apart else together),
        exchanges=tuple(ties if apart else ()),
        stories=(Story(id="y1", title="No ships", articles=articles if apart else articles[:2], events=()),),
        loans=(Loan(statement=ids[-1], said_on=Interval.day(date(2030, 1, 1), "lent"), lender=articles[0]),)
        if apart
        else (),
    )


def test_lists_follow_whatever_is_written(ledger, make):
    for n in range(5):
        published = date(2031, 3, 10) + timedelta(days=20 * n) if n != 2 else None
        ledger.write(
            make(
                url=f"https://page.example/{n // 2}",
                doc=f"d{n}",
                outlet=f"Outlet {n % 3}",
                published=published,
            )
        ) if n % 2 == 0 else ledger.write(
            make(
                make().article.text + "more",
                url=f"https://page.example/{n // 2}",
                doc=f"d{n}",
                published=published,
            )
        )
        check(ledger)
    for apart in (True, False, True):
        ledger.links.write(linked(ledger, apart=apart))
        check(ledger)
    ledger.write(make(url="https://page.example/0", doc="d0", maker=Maker("rules", "2"), outlet="Another"))
    check(ledger)
    ledger.links.write(linked(ledger, apart=True))
    statement = ledger.entry("d1").reading.statements[0].id
    Judge(ledger, "Petra").speaker(statement, "Mirela Sandor")
    check(ledger)
    Judge(ledger, "Petra").wrong(ledger.entry("d3").reading.statements[0].id)
    check(ledger)
    ledger.forget("d1")
    check(ledger)
    ledger.links.write(Linked(maker=Maker("link", "1")))
    check(ledger)
    for doc in ("d0", "d2", "d3", "d4"):
        ledger.forget(doc)
        check(ledger)
    for table in ("browse_outlet", "browse_person", "browse_statement", "browse_tally", "browse_role"):
        assert ledger._db.value(f"SELECT count(*) FROM {table}") == 0


def test_a_migration_works_out_what_writing_would_have_kept(many):
    check(many)


def test_copies_are_told(ledger, make):
    ledger.write(make())
    id = make().article.id
    columns = "article, method, read_at, words, digest, hashes, copy_of"
    ledger._db.run(f"INSERT INTO sketch ({columns}) VALUES (?, 'm', '', 1, '', '[]', ?)", id, id)
    assert ledger.browse.articles().rows[0].is_copy
    check(ledger)
    ledger._db.run("UPDATE sketch SET copy_of = NULL")
    assert not ledger.browse.articles().rows[0].is_copy


def test_no_list_reads_a_whole_table(many):
    """The plan of each statement that lists run names no scan of a large table."""
    large = ("statement", "article", "reading", "utterance", "utterance_statement", "browse_statement")
    plans = []
    rows = many._db.rows

    def explained(sql, *values):
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            plans.extend((sql, row["detail"]) for row in rows(f"EXPLAIN QUERY PLAN {sql}", *values))
        return rows(sql, *values)

    many._db.rows = explained
    browse = many.browse
    story, person = browse.stories().rows[0].id, browse.people().rows[0].id
    outlet, article = browse.outlets().rows[0].name, browse.newest_articles().rows[0].id
    for name in ("articles", "events", "utterances"):
        getattr(browse, f"story_{name}")(story)
    browse.story_told(story, Told(utterances=20, exchanges=40, matrix=30))
    for name in ("months", "roles", "outlets", "words", "answers"):
        getattr(browse, f"person_{name}")(person)
    browse.person(person)
    for name in ("outlet", "outlet_months", "outlet_people", "outlet_delays"):
        getattr(browse, name)(outlet)
    for name in ("surroundings", "versions", "copies"):
        getattr(browse, name)(article)
    browse.utterance(browse.story_utterances(story).rows[0].id)
    browse.exchanges(person=person)
    for name in ("statements", "utterances", "exchanges"):
        getattr(browse, f"doubtful_{name}")()
    browse.rewritten()
    browse.articles()
    scans = [
        (detail, " ".join(sql.split())[:200])
        for sql, detail in plans
        for table in large
        if f"{detail} ".startswith(f"SCAN {table} ") and "USING" not in detail
    ]
    assert plans
    assert not scans
