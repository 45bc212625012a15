"""Time expressions to EDTF against 11 April 2018, and words that are no times."""

from __future__ import annotations

import pytest

from kg.mentions.temporal import find_times

ROWS = [
    ("on April 11, 2018", "2018-04-11"), ("on 11 April 2018", "2018-04-11"), ("2018-04-11", "2018-04-11"), ("2018.4.11", "2018-04-11"),
    ("Feb. 9", "2018-02-09"), ("February 9", "2018-02-09"), ("9 February", "2018-02-09"), ("the 9th of February", "2018-02-09"),
    ("December 30", "2017-12-30"), ("May 4", "2018-05-04"), ("today", "2018-04-11"), ("yesterday", "2018-04-10"),
    ("tomorrow", "2018-04-12"), ("next month", "2018-05"), ("last month", "2018-03"), ("this month", "2018-04"),
    ("next year", "2019"), ("last year", "2017"), ("this year", "2018"), ("next week", "2018-04-16/2018-04-22"),
    ("this week", "2018-04-09/2018-04-15"), ("last week", "2018-04-02/2018-04-08"), ("in May last year", "2017-05"),
    ("in June this year", "2018-06"), ("in March next year", "2019-03"), ("May 2017", "2017-05"), ("in May 2017", "2017-05"),
    ("September, 2019", "2019-09"), ("the second half of 2018", "2018-07-01/2018-12-31"),
    ("the first half of this year", "2018-01-01/2018-06-30"), ("the second half of next year", "2019-07-01/2019-12-31"),
    ("by the end of the year", "../2018"), ("by the end of 2020", "../2020"), ("by the end of this month", "../2018-04"),
    ("from 7 to 10 July", "2018-07-07/2018-07-10"), ("7-10 July 2019", "2019-07-07/2019-07-10"),
    ("May 21-24", "2018-05-21/2018-05-24"), ("May 21-24, 2022", "2022-05-21/2022-05-24"), ("21–24 May 2022", "2022-05-21/2022-05-24"),
    ("in 1998", "1998"), ("since 2015", "2015/.."), ("before 2030", "../2029"), ("two weeks ago", "2018-03-28"),
    ("10 days ago", "2018-04-01"), ("on Monday", "2018-04-09"), ("on Wednesday", "2018-04-11"),
    ("in the coming days", "2018-04-11/.."), ("in the near future", "2018-04-11/.."), ("last May", "2017-05"), ("next May", "2018-05"),
    ("next March", "2019-03"), ("in September", "2017-09"), ("by June", "../2018-06"), ("since January", "2018-01/.."),
    ("Jan. 5, 2020", "2020-01-05"), ("Sept. 3", "2018-09-03"), ("3rd November 2016", "2016-11-03"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "edtf"), ROWS, ids=[w for w, _ in ROWS])
def test_time(words: str, edtf: str) -> None:
    text = f"They met {words}."
    found = find_times(text, "2018-04-11")
    assert [t.edtf for t in found] == [edtf]
    assert found[0].span.of(text) == found[0].text


@pytest.mark.parametrize(
    "text",
    ["They may agree.", "They met three days later.", "The troops march on.", "some 2018 people came", "the 20th anniversary of the treaty", "resolution 2231 stands",
     "a second chance", "in may cases", "Article 5 applies", "February 30, 2018", "31 April", "an 11-day trip", "the year of the ox",
     "paragraph 12 of the text", "in 20185", "the third time", "24 million dollars", "G20 leaders", "P5+1 talks", "the May Treaty",
     "room 1998"],
)  # fmt: skip
def test_no_time(text: str) -> None:
    assert find_times(text, "2018-04-11") == ()


def test_relative_times_need_a_date() -> None:
    assert find_times("They met yesterday and on 5 May and in 1998.", None)[0].edtf == "1998"


LEANING = [
    ("The next round will be held in March.", "2019-03", "what will be held lies ahead, though the word looks behind"),
    ("The fair is to be held in Suva on Monday.", "2018-04-16", "as does what is to be held"),
    ("The fair was to be held in March.", "2018-03", "not what was to be held"),
    ("They announced a fair, to take place in February.", "2019-02", "to take place"),
    ("The council, which takes place on Friday, will discuss it.", "2018-04-13", "what takes place"),
    ("It was agreed that the session would be held in March.", "2019-03", "what would be held"),
    ("They hoped that the talks would resume in February.", "2019-02", "what would resume"),
    ("Peru invited the Minister to Lima in March.", "2019-03", "an invitation is to what lies ahead"),
    ("Peru asked Chile to hold the talks in March.", "2019-03", "so is what one asks to be held"),
    ("Peru asked Chile to free the crew seized in March.", "2018-03", "not what was done to whom one asks for"),
    ("Peru will respect the ruling of 3 March.", "2018-03-03", "nor the day of a thing"),
    ("Peru would like to thank Chile for the talks in March.", "2018-03", "nor what one would like to thank for"),
    ("They met for talks hosted by Peru in March.", "2018-03", "nor what was hosted"),
]


@pytest.mark.parametrize(("text", "edtf", "why"), LEANING, ids=[r[2] for r in LEANING])
def test_a_date_without_its_year_lies_where_the_clause_looks(text: str, edtf: str, why: str) -> None:
    assert [t.edtf for t in find_times(text, "2018-04-11")] == [edtf], why
