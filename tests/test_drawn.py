"""Pages that all processes of the server share: found again whole, or not at all."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("starlette")

from kg.server.drawn import _POSITION, Answer, Drawn

PAGE = Answer(b"<p>harbour</p>", "text/html; charset=utf-8", '"1f"')


@given(st.lists(st.tuples(st.text(max_size=4), st.binary(max_size=300)), max_size=40))
def test_what_is_found_is_what_was_kept_last(told: list[tuple[str, bytes]]) -> None:
    """In a ring so small that most is written over, a page is the last one kept under its key, or none."""
    drawn, last = Drawn(size=2_000, slots=7), dict[str, bytes]()
    for key, body in told:
        drawn.put(key, Answer(body, "text/plain", '"t"'))
        last[key] = body
        assert drawn.get(key) == Answer(body, "text/plain", '"t"')
    assert all(found.body == last[key] for key in last if (found := drawn.get(key)))


def test_a_page_too_large_is_not_kept() -> None:
    drawn = Drawn(size=2_000, slots=7)
    drawn.put("small", PAGE)
    drawn.put("large", Answer(b"x" * 1_000, "text/html", ""))
    assert (drawn.get("small"), drawn.get("large")) == (PAGE, None)


def test_what_two_wrote_over_each_other_is_not_there() -> None:
    drawn = Drawn(size=2_000, slots=7)
    drawn.put("one", PAGE)
    _POSITION.pack_into(drawn._ring, 0, drawn._begin)  # as one who had looked before the other wrote
    drawn.put("other", Answer(b"y", "text/html", ""))
    assert (drawn.get("one"), drawn.get("other")) == (None, Answer(b"y", "text/html", ""))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that share need fork")
def test_a_process_finds_what_another_has_drawn() -> None:
    drawn = Drawn(size=2_000, slots=7)
    child = os.fork()
    if child == 0:
        drawn.put("page", PAGE)
        os._exit(0)
    os.waitpid(child, 0)
    assert drawn.get("page") == PAGE
