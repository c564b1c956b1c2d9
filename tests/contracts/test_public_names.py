"""What `import dragoman` offers: sorted, complete, documented."""

from __future__ import annotations

import pytest

import dragoman


def test_public_names_are_sorted_and_all_there() -> None:
    assert dragoman.__all__ == sorted(set(dragoman.__all__))
    assert [name for name in dir(dragoman) if not name.startswith("_")] == [
        name for name in dragoman.__all__ if not name.startswith("_")
    ]


@pytest.mark.parametrize("name", dragoman.__all__)
def test_public_name_is_documented(name: str) -> None:
    value = getattr(dragoman, name)
    own = vars(value).get("__doc__") if isinstance(value, type) else value.__doc__
    assert own, f"dragoman.{name} has no docstring of its own"
    assert not own.startswith(f"{name}("), f"dragoman.{name} has the docstring that dataclasses make"


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'rumour'"):
        dragoman.rumour  # noqa: B018
