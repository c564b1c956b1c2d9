"""What an assistant gets: evidence, doubt and exchanges in every answer, and never an error for a bad id."""

from __future__ import annotations

import json
import sys

import pytest
from click.testing import CliRunner

import dragoman
from dragoman.cli import main
from dragoman.encoder.sentences import shipped
from dragoman.errors import InputError
from dragoman.mcp import serve
from dragoman.mcp.answers import NOTICE

NAMES = ["search", "check", "person", "utterance", "article"]


@pytest.fixture
def texts(assisted):
    """The text of every article by its id."""
    with dragoman.open(assisted, readonly=True) as ledger:
        return {entry.reading.article.id: entry.reading.article.text for entry in ledger.entries()}


def statements_in(answer):
    """Every statement anywhere in an answer."""
    if isinstance(answer, dict):
        if "citation" in answer:
            yield answer
        for value in answer.values():
            yield from statements_in(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from statements_in(value)


def test_server_lists_its_tools_as_read_only_with_schemas(client):
    connected, portal = client
    tools = portal.call(connected.list_tools).tools
    assert [tool.name for tool in tools] == NAMES
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.output_schema["type"] == "object"
        assert NOTICE in tool.description
        assert all(
            "description" in field or "$ref" in field for field in tool.input_schema["properties"].values()
        )


def test_server_tells_how_it_is_meant_to_be_used(client):
    connected, _ = client
    assert NOTICE in connected.instructions


CALLS = [
    ("search", {"words": "boats"}),
    ("search", {"speaker": "Sandor"}),
    ("check", {"words": "No port will close"}),
    ("person", {"name": "Ilan Dravek"}),
    ("article", {"id": "courier-talks", "limit": 20}),
]


@pytest.mark.parametrize(("tool", "given"), CALLS)
def test_every_statement_comes_with_exact_evidence_and_doubt(call, texts, tool, given):
    answer = call(tool, **given)
    assert answer["found"]
    assert answer["notice"] == NOTICE
    found = list(statements_in(answer))
    assert found
    for said in found:
        text = texts[said["page"]["article"]]
        for words in said["source"] + said["cue"] + said["content"]:
            assert text[words["start"] : words["end"]] == words["words"]
        assert set(said["doubt"]) == {"whole", "speaker", "words", "note"}
        assert said["page"]["outlet"] in said["citation"]
        assert "sha256:" in said["citation"]
        for tie in said["exchanges"]:
            assert tie["inferred"] or tie["shown_by"]


def test_what_was_said_and_who_disputed_it_takes_one_call(call):
    answer = call("search", words="boats patrolling", limit=20)
    disputes = [
        tie
        for said in answer["results"]
        for tie in said["exchanges"]
        if tie["kind"] in ("denies", "contradicts") and not tie["by_this"]
    ]
    assert disputes
    assert disputes[0]["other"]["speaker"] == "Ilan Dravek"
    assert disputes[0]["reads"].startswith("Ilan Dravek ")
    assert disputes[0]["shown_by"][0]["words"]
    other = call("utterance", id=disputes[0]["other"]["utterance"])
    assert other["found"]
    assert any(tie["by_this"] for tie in other["exchanges"])


def test_search_narrows_by_speaker_outlet_day_kind_and_act(call):
    answer = call(
        "search",
        speaker="Dravek",
        outlet="Karsk Today",
        since="2033-03-01",
        until="2033-03-31",
        kind="direct",
        limit=20,
    )
    assert answer["results"]
    for said in answer["results"]:
        assert (said["speaker"], said["page"]["outlet"]) == ("Ilan Dravek", "Karsk Today")
        assert said["kind"] == "direct"


def test_search_goes_on_where_it_stopped(call):
    first = call("search", speaker="Sandor", limit=3)
    second = call("search", speaker="Sandor", limit=3, cursor=first["next_cursor"])
    ids = [said["statement"] for said in first["results"] + second["results"]]
    assert len(set(ids)) == len(ids) == 6


def test_search_for_a_question_finds_some_of_its_words_and_says_so(call):
    answer = call("search", words="what did anybody say about patrolling zeppelins")
    assert answer["matched"] == "any word"
    assert answer["results"]
    assert "as `speaker`" in answer["advice"]


def test_search_by_meaning_tells_how_alike_each_find_is(call):
    if shipped() is None:
        pytest.skip("no weights of a sentence encoder are installed")
    answer = call("search", words="two vessels lost in mist", by_meaning=True, limit=5)
    assert answer["matched"] == "meaning"
    assert list(answer["likeness"])
    assert set(answer["likeness"]) == {s["statement"] for s in answer["results"]}
    assert set(answer["likeness"].values()) <= {"much alike", "alike", "akin", "perhaps akin"}


def test_search_finds_attitudes_only_when_asked(call):
    assert {said["mode"] for said in call("search", limit=20)["results"]} == {"said"}


@pytest.mark.parametrize(
    ("tool", "given", "advice"),
    [
        ("search", {"speaker": "Nobody Atall"}, "`search` for a word"),
        ("search", {"outlet": "No Such Paper"}, "Karsk Today"),
        ("search", {"words": "zeppelins"}, "fewer or other words"),
        ("search", {"words": "boats", "cursor": "zz"}, "begin at its start"),
        ("check", {"words": "zeppelins over the moon"}, "`search` with one or two of its words"),
        ("person", {"name": "Nobody Atall"}, "`search` for a word"),
        ("person", {"name": "'; DROP TABLE person; --"}, "`search` for a word"),
        ("utterance", {"id": "s0000000000000000"}, "`search` gives the ids"),
        ("utterance", {"id": "\x00"}, "`search` gives the ids"),
        ("article", {"id": "courier-talk"}, "near to it: courier-talks"),
        ("article", {"id": "../../secrets"}, "`search` gives the ids"),
        ("article", {"id": "courier-talks", "cursor": "-1"}, "give back `next_cursor`"),
    ],
)
def test_what_is_not_there_is_answered_with_what_to_do_next(call, assisted, tool, given, advice):
    answer = call(tool, **given)
    assert not answer["found"]
    assert advice in answer["advice"]
    assert str(assisted) not in json.dumps(answer)


@pytest.mark.parametrize(
    ("tool", "given", "field"),
    [
        ("search", {"limit": 1_000}, "limit"),
        ("search", {"words": "x" * 501}, "words"),
        ("search", {"since": "tomorrow"}, "since"),
        ("search", {"act": "shouts"}, "act"),
        ("check", {"words": ""}, "words"),
        ("person", {}, "name"),
        ("article", {"id": "x", "start": -1}, "start"),
    ],
)
def test_input_is_held_to_its_schema(refused, tool, given, field):
    assert field in refused(tool, **given)


def test_check_tells_what_differs_and_who_has_it(call):
    answer = call("check", words="No port will close, and no ferry on the whole coast will wait")
    assert answer["finding"] == "verbatim"
    kinds = {near["finding"] for near in answer["near"]}
    assert "altered" in kinds
    changed = next(near for near in answer["near"] if near["finding"] == "altered")
    assert {"was": "wait", "now": "stop", "what": "altered"} in changed["differences"]
    assert "Karsk Today" in answer["near"][0]["carriers"]


def test_check_for_another_speaker_names_who_does_have_the_words(call):
    answer = call("check", words="No port will close", speaker="Sandor")
    assert answer["finding"] == "absent"
    assert answer["others"][0]["said"]["speaker"] == "Ilan Dravek"
    assert "`others` do" in answer["advice"]


def test_person_tells_offices_outlets_and_who_answers(call):
    answer = call("person", name="Dravek")
    assert answer["person"]["name"] == "Ilan Dravek"
    assert any("foreign minister" in office["title"].lower() for office in answer["offices"])
    assert answer["outlets"]["Karsk Today"] > 0
    assert any(partner["name"] == "Mirela Sandor" for partner in answer["answered_by"])


def test_a_name_that_fits_several_is_never_guessed(call):
    answer = call("person", name="M")
    assert not answer["found"]
    assert len(answer["people"]) > 1
    assert "one of `people`" in answer["advice"]
    chosen = call("person", name=answer["people"][0]["person"])
    assert chosen["person"]["name"] == answer["people"][0]["name"]


def test_utterance_lays_its_wordings_side_by_side(call):
    [near, *_] = call("check", words="No port will close")["near"]
    answer = call("utterance", id=near["said"]["statement"])
    assert len(answer["wordings"]) >= 3
    assert answer["wordings"][0]["differences"] == []
    assert any(d["what"] == "altered" for w in answer["wordings"] for d in w["differences"])
    assert {"Karsk Today", "The Harbour Post"} <= set(answer["carriers"])
    assert answer["said_on"]["basis"]
    assert any(tie["reads"] == "Mirela Sandor answers Ilan Dravek" for tie in answer["exchanges"])


def test_article_is_paged_by_statements_and_by_text(call, texts):
    first = call("article", id="courier-talks", limit=5)
    second = call("article", id="courier-talks", limit=5, cursor=first["next_cursor"], start=100)
    places = [said["content"][0]["start"] for said in first["statements"] + second["statements"]]
    assert len(places) == 10
    assert second["text"]["start"] == 100
    assert texts[first["page"]["article"]].startswith(first["text"]["words"])
    assert first["statement_count"] >= 10


def test_article_beyond_its_end_is_empty(call):
    answer = call("article", id="courier-talks", start=2**31)
    assert answer["text"]["words"] == ""


@pytest.mark.parametrize(("tool", "given"), CALLS)
def test_answers_stay_of_a_size_that_can_be_read(call, tool, given):
    assert len(json.dumps(call(tool, **given))) < 200_000


def test_without_a_ledger_the_command_says_what_to_do(tmp_path):
    result = CliRunner().invoke(main, ["mcp", "--ledger", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "error: there is no ledger" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_the_command_says_what_to_install(assisted, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] in ("mcp", "mcp_types")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "dragoman.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(InputError, match=r"pip install dragoman\[mcp\]"):
        serve(assisted, "1")
