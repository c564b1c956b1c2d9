"""What templates print: every value escaped, with its odd characters visible, and markup as it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup, escape

from dragoman.report.printing import Templates, printed
from dragoman.report.wording import DateState, visible

ODD = "".join(map(chr, (0, 0x1B, 0x7F, 0x85, 0x202E, 0x2066, 0xD800, 0xFFFE)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Karsk", "Karsk"),
        ("", ""),
        ("a < b & \"c\" 'd'", "a &lt; b &amp; &#34;c&#34; &#39;d&#39;"),
        ("Mirela\u202eSandor", "Mirela⟨RLO⟩Sandor"),
        ("<\x00>", "&lt;␀&gt;"),
        (Markup("<b>"), "<b>"),
        (DateState.BY, "by"),
        (12, "12"),
        (1.5, "1.5"),
        (None, "None"),
        (date(2031, 3, 10), "2031-03-10"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
def test_a_value_is_printed_escaped_and_visible(value: object, expected: str):
    assert printed(value) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from(f"<>&'\"{ODD}\r\n"))))
def test_printing_makes_visible_and_escapes_any_text(text: str):
    assert printed(text) == str(escape(visible(text)))


def test_templates_print_all_that_stands_in_them_so():
    source = (
        "{% macro say(x) %}<i>{{ x }}</i>{% endmacro %}"
        "{{ say(words) }}{{ words }}{{ words|upper }}{{ '<' ~ 1 }}{% for x in [words] %}{{ x }}{% endfor %}"
    )
    page = Templates(DictLoader({"page": source})).get_template("page").render(words="<s\u202e>")
    once = "&lt;s⟨RLO⟩&gt;"
    assert page == f"<i>{once}</i>{once}{once.replace('s⟨RLO⟩', 'S⟨RLO⟩')}&lt;1{once}"


def test_a_missing_name_is_an_error():
    with pytest.raises(UndefinedError):
        Templates(DictLoader({"page": "{{ nothing }}"})).get_template("page").render()


def test_what_stands_behind_a_dot_is_an_attribute_and_may_not_be_missing():
    def printed_with(source: str) -> str:
        template = Templates(DictLoader({"page": source})).get_template("page")
        return template.render(day=date(2031, 3, 10), of={})

    assert printed_with("{{ day.year + 1 }}{{ day.isoformat() }}") == "20322031-03-10"
    assert printed_with('{% if of["b"] is defined %}b{% else %}none{% endif %}') == "none"
    with pytest.raises(AttributeError):
        printed_with("{{ of.b }}")


def test_macros_take_names_defaults_and_what_their_caller_holds():
    source = (
        "{% macro box(x, mark='!') %}[{{ x }}{{ mark }}"
        "{{ caller() if caller is defined and caller }}]{% endmacro %}"
        "{% for x in 'ab' %}{{ box(x) }}{{ box(mark='?', x=x) }}{% endfor %}{% call box(1) %}<b>{% endcall %}"
    )
    page = Templates(DictLoader({"page": source})).get_template("page").render()
    assert page == "[a!][a?][b!][b?][1!<b>]"
