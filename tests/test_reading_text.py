"""From bytes to blocks: encodings, languages, and the lines of a page that are no part of its release."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.errors import RejectedInput
from kg.model import Span
from kg.nlp.sentences import split
from kg.readers import read_text
from kg.readers.boilerplate import kind_of, lines
from kg.readers.encodings import decode
from kg.readers.header import find_blocks
from kg.readers.language import is_garbled, why_not_english

TEXT = "Foreign Minister Núñez said: “We agreed – it’s done.”"
PLAIN = "The minister said: “We agreed,” and it’s done."
ENCODED = [
    (TEXT.encode(), None, "utf-8", "UTF-8"),
    (TEXT.encode("utf-8-sig"), None, "utf-8-sig", "UTF-8 with a mark"),
    (TEXT.encode("utf-16"), None, "utf-16", "UTF-16 with a mark"),
    (b"\xfe\xff" + TEXT.encode("utf-16-be"), None, "utf-16", "UTF-16, the other order"),
    (TEXT.encode("utf-16-le"), None, "utf-16-le", "UTF-16 that lost its mark"),
    (TEXT.encode("utf-16-be"), None, "utf-16-be", "UTF-16 that lost its mark, the other order"),
    (TEXT.encode("utf-32"), None, "utf-32", "UTF-32 begins like UTF-16 and is not"),
    (TEXT.encode("cp1252"), None, "cp1252", "Windows"),
    (TEXT.encode("cp1252"), "iso-8859-1", "cp1252", "what calls itself Latin-1 is Windows where it has curly quotes"),
    (TEXT.encode(), "cp1252", "utf-8", "valid UTF-8 wins over what is declared"),
    (TEXT.encode("mac_roman"), "macintosh", "macintosh", "declared, and no other way to know"),
    (TEXT.encode("cp1252"), "idna", "cp1252", "a declared name that is no encoding of text is passed over"),
    (TEXT.replace("”", "").encode().decode("cp1252").encode(), None, "utf-8", "encoded twice is mended"),
    (TEXT.encode("cp1252").replace(b"\x92", "’".encode()), None, "cp1252", "two encodings in one file"),
    (PLAIN.encode("cp949"), None, "cp949", "Korean: only its punctuation is above ASCII"),
    (PLAIN.encode("cp949"), "euc-kr", "euc-kr", "Korean, declared"),
    (PLAIN.encode("shift_jis"), "shift_jis", "shift_jis", "Japanese, declared"),
    (PLAIN.encode("euc_jp"), None, "euc_jp", "Japanese, another one"),
]


@pytest.mark.parametrize(("raw", "declared", "encoding", "why"), ENCODED, ids=[row[3] for row in ENCODED])
def test_encodings(raw: bytes, declared: str | None, encoding: str, why: str) -> None:
    text, found = decode(raw, "a.txt", declared)
    assert found == encoding, why
    assert text in (TEXT, PLAIN, TEXT.replace("”", "")), why


UNDECODED = [
    (b"\xef\xbb\xbf\xff", "encoding", "a mark that is not kept"),
    (b"\x00\x01\x02\x03", "binary", "no text at all"),
    (PLAIN.encode("shift_jis"), "encoding", "undeclared, and three encodings would do"),
    (b"The minister\x81\x8d\x8f said", "encoding", "bytes that stand for nothing"),
    (b"The \xa1\xb0minister said", "encoding", "half a pair of quotation marks is no proof"),
]


@pytest.mark.parametrize(("raw", "code", "why"), UNDECODED, ids=[row[2] for row in UNDECODED])
def test_what_cannot_be_told_is_rejected_and_never_replaced(raw: bytes, code: str, why: str) -> None:
    with pytest.raises(RejectedInput) as told:
        decode(raw, "a.txt")
    assert told.value.code == code, why


FOREIGN = {
    "de": "Die beiden Minister haben gestern in Wien über den Handel gesprochen und wollen sich bald wieder treffen.",
    "fr": "Les deux ministres ont parlé hier à Paris du commerce et ont décidé de se revoir dans les prochaines semaines.",
    "es": "Los dos ministros hablaron ayer en Lima sobre el comercio y acordaron reunirse de nuevo en las próximas semanas.",
    "pt": "Os dois ministros falaram ontem em Lisboa sobre o comércio e decidiram que uma nova reunião será marcada.",
    "it": "I due ministri hanno parlato ieri a Roma del commercio e della pesca e si sono detti pronti per una visita.",
    "nl": "De twee ministers spraken gisteren in Den Haag over de handel en willen elkaar in het voorjaar weer zien.",
    "id": "Kedua menteri bertemu di Jakarta kemarin dan sepakat untuk membuka kantor bersama pada tahun ini di kota itu.",
    "tr": "İki bakan dün Ankara'da ticaret için bir araya geldi ve bu yıl yeni bir toplantı daha yapmak konusunda anlaştı.",
    "pl": "Obaj ministrowie rozmawiali wczoraj w Warszawie na temat handlu oraz zapowiedzieli, że spotkają się po raz drugi.",
    "vi": "Hai bộ trưởng đã gặp nhau tại Hà Nội hôm qua và đồng ý mở một văn phòng chung trong năm nay.",
    "ru": "Министры обсудили вчера в Москве торговлю и рыболовство и договорились о новой встрече весной.",
    "ko": "양국 외교장관은 어제 서울에서 회담을 갖고 무역과 어업 문제를 논의하였다.",
    "ar": "التقى الوزيران أمس في القاهرة وناقشا التجارة والصيد واتفقا على عقد لقاء جديد",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_told(language: str) -> None:
    assert why_not_english(FOREIGN[language]), language


ENGLISH = [
    ("Ana Ruiz, Minister of Trade; Leo Paz, Director General, Ports Authority; Ken Mori, Chief Executive Officer, Mori Lines; "
     "Eva Lund, Vice President, Nordic Shipping Council; Joe Hall, Adviser, Coast Guard; and Mia Dahl, Head of Protocol", "a list of names"),
    ("Talks in Lima", "too short to tell"),
    ("An der Heiden met Van den Berg in The Hague on Monday to speak about De Beers and Los Angeles.", "names with foreign small words"),
    ("Minister Kang (강경화) met with Minister Kono (河野太郎) in Seoul on Monday.", "names in their own script"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), [("Peru and Chile agreed, " * 600, 3), ("and " * 2_000, 2), ("a" * 13_000, 3), ("Peru met Chile. It left.", 2)])
def test_what_is_longer_than_a_sentence_is_cut(text: str, parts: int) -> None:
    found = split(text, Span(0, len(text)))
    assert len(found) == parts
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join(s.of(text) for s in found).replace(" ", "") == text.replace(" ", ""), "nothing is lost"


def test_signs_without_words_are_no_prose() -> None:
    assert why_not_english("Talks in Lima\n\n" + "(" * 1_000) == "only 1% of its signs are letters or digits"
    assert why_not_english("Talks in Lima\n\n" + "----- " * 10) is None, "a rule under a headline"


@pytest.mark.parametrize(("text", "why"), ENGLISH)
def test_english_is_read(text: str, why: str) -> None:
    assert why_not_english(text) is None, why
    assert not is_garbled(text * 20)


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.id)
def test_every_pattern_has_a_line_and_a_sentence(line) -> None:
    assert line.matches(line.example), "its own example"
    assert kind_of(line.example) == line.kind
    assert kind_of(line.counter_example) is None, "a line that belongs to a release"


def test_patterns_are_sorted_and_unique() -> None:
    ids = [line.id for line in lines()]
    assert ids == sorted(set(ids))
    assert {line.kind for line in lines()} == {"boilerplate", "caption"}


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.id)
def test_no_pattern_is_slow(line) -> None:
    import time

    began = time.monotonic()
    for piece in ("share ", "a ", "- ", "1 ", "for information ", "home > ", "X ", "((", "@a.", "# "):
        line.matches((line.example + piece * 250)[:500])
    assert time.monotonic() - began < 0.5


PAGE = """Skip to main content
Home > News > Press releases
FOR IMMEDIATE RELEASE
Talks in Lima
Foreign Minister Ana Ruiz (left) shakes hands with Ken Mori in Lima.
Begin text:
Contact between Peru and Japan was resumed.
Office of the Spokesperson
| State | Ports |
End text.
Photo: Press office
For media inquiries, please contact press@ministry.example.
# # #
Share this page on Facebook
"""


def test_what_surrounds_a_release_is_marked_and_kept() -> None:
    blocks = find_blocks(PAGE)
    kinds = {b.span.of(PAGE): b.kind for b in blocks}
    assert [w for w, k in kinds.items() if k in ("headline", "paragraph", "subhead", "item")] == [
        "Talks in Lima",
        "Contact between Peru and Japan was resumed.",
    ]
    assert [k for k in kinds.values() if k in ("caption", "table")] == ["caption", "table", "caption"]
    assert sum(k == "boilerplate" for k in kinds.values()) == 9
    assert "".join(PAGE.split()) == "".join("".join(b.span.of(PAGE).split()) for b in blocks), "nothing is lost"


def test_a_declared_title_is_the_headline_even_with_a_full_stop() -> None:
    doc = read_text("Press office\n\nTalks with the U.S.\n\nPeru thanked Chile.", "a", title="Talks with the U.S.")
    assert [b.kind for b in doc.blocks] == ["boilerplate", "headline", "paragraph"]


def test_many_lines_take_no_longer_than_their_number() -> None:
    """Looking for the headline anew for each line once made sixty thousand lines take half a minute."""
    import time

    took = []
    for count in (2_000, 20_000):
        text = "the minister of Peru agreed.\n" * count
        began = time.monotonic()
        assert len(find_blocks(text)) == count
        took.append(time.monotonic() - began)
    assert took[1] < 25 * took[0] + 0.5


BODY = "\nPeru thanked Chile for its help in the survey of the coast."
LETTERHEADS = [
    ("PRESS RELEASE\nNo. 12/2021\nPeru and Chile open a port" + BODY, "Peru and Chile open a port", "kind of text and number"),
    ("REPUBLIC OF PERU\nMINISTRY OF FOREIGN AFFAIRS\nLima, 3 March 2021\nPeru and Chile open a port" + BODY, "Peru and Chile open a port", "whose paper, and a dateline"),
    ("Ref: PR-77\nPeru and Chile open a port" + BODY, "Peru and Chile open a port", "a reference"),
    ("Peru and Chile open a port\nPress release No. 12" + BODY, "Peru and Chile open a port", "the headline comes first"),
    ("MINISTRY OF FOREIGN AFFAIRS OPENS A PORT" + BODY, "MINISTRY OF FOREIGN AFFAIRS OPENS A PORT", "a headline about the ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline", "why"), LETTERHEADS, ids=[r[2] for r in LETTERHEADS])
def test_a_headline_stands_below_what_a_ministry_prints_above_it(text: str, headline: str, why: str) -> None:
    assert [b.span.of(text) for b in find_blocks(text) if b.kind == "headline"] == [headline], why


TITLE = "High Envoy Lee meets the Foreign Minister of Chile, Leo Paz"
REPEATED = [
    (TITLE + " Ada Lee met Leo Paz in Oslo.", TITLE, "word for word"),
    ("High Envoy/Vice-Chair Ada Lee meets the Foreign Minister of Chile, Leo Paz Ada Lee met Leo Paz.",
     "High Envoy/Vice-Chair Ada Lee meets the Foreign Minister of Chile, Leo Paz", "in a fuller form"),
    ("High Envoy Lee spoke. She meets the Foreign Minister of Chile, Leo Paz Ada said.", "", "another sentence begins"),
    ("High Envoy Lee will soon meet the Foreign Minister.", "", "not all of it"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "head", "why"), REPEATED, ids=[r[2] for r in REPEATED])
def test_a_headline_said_again_is_no_part_of_the_first_sentence(body: str, head: str, why: str) -> None:
    text = f"{TITLE}\n\n{body}\n"
    assert "".join(b.span.of(text) for b in find_blocks(text) if b.kind == "boilerplate") == head, why


@pytest.mark.parametrize(
    ("given", "meant"),
    [("eu", "organization/european-union"), ("UNSC", "organization/un-security-council"), ("per", "PER"), ("organization/own", "organization/own"), ("PER", "PER")],
)
def test_an_issuer_is_known_by_its_names(given: str, meant: str) -> None:
    assert read_text("Peru welcomes the talks of Chad and Togo in Lome.", "a", issuer=given).release.issuer == meant


def test_an_issuer_that_no_list_knows_is_refused() -> None:
    with pytest.raises(RejectedInput, match="no issuer that a list knows"):
        read_text("Peru welcomes the talks of Chad and Togo in Lome.", "a", issuer="xx")
