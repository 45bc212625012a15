"""Strategies for releases built from a grammar of diplomatic sentences, for their files in every format, and for damage done to them."""

from __future__ import annotations

import json
import random

import build
from hypothesis import strategies as st

STATES = ("Peru", "Chile", "Japan", "the Republic of Korea", "Norway", "the United States", "the European Union", "the UN", "Côte d'Ivoire")
PEOPLE = ("Foreign Minister Ana Ruiz of Peru", "Japanese Vice Foreign Minister Ken Mori", "President Leo Paz", "Ambassador J. O'Brien", "the two ministers",
          "both sides", "Secretary-General Ada Bello of the African Union", "the spokesperson", "she", "a senior official")  # fmt: skip
ISSUES = ("trade", "fisheries", "extradition", "the situation in the Horn of Africa", "North Korea's nuclear program", "climate change", "visa-free travel",
          "the lease of the port", "wartime labour", "cyber security")  # fmt: skip
DEEDS = ("open a joint office in Lima", "hold the next round of talks in Oslo", "ratify the treaty", "impose sanctions on the bank", "lift the ban on imports",
         "release the crew of the ship", "send an envoy", "resume the six-party talks", "visit Tokyo", "sign a memorandum of understanding")  # fmt: skip
TIMES = ("on 3 March 2021", "next month", "by the end of 2022", "from May 1 to 3", "last week", "on Thursday", "in the first half of the year", "on Feb. 30, 2021")
VERBS = ("agreed to", "promised to", "refused to", "will", "plans to", "is considering whether to", "failed to", "did not agree to", "has yet to", "vowed not to",
         "reaffirmed its commitment to", "called for efforts to", "expressed readiness to", "was urged to", "must", "may", "offered to")  # fmt: skip
STANCES = ("welcomed", "condemned", "regretted", "strongly protested against", "appreciated", "took note of", "underscored the importance of", "denied", "praised",
           "expressed concern over", "supported", "discussed", "raised the issue of", "exchanged views on")  # fmt: skip
REPORTS = ("said that", "told reporters that", "stressed that", "claimed that", "denied that", "hoped that", "asked whether", "quoted {who} as saying that",
           "was informed by {who} that", "added, in response to {who}, that", "recalled that")  # fmt: skip
HEADS = ("Foreign Minister Ruiz meets Foreign Minister Mori", "Joint Statement", "Readout of the talks", "Vice Minister's visit to Chile (March 3)",
         "PRESS RELEASE No. 12/2021", "Spokesperson's commentary on the arrest", "Result of the 3rd Policy Consultation")  # fmt: skip
FURNITURE = ("Lima, 3 March 2021", "* * *", "- ", "1. ", "(a) ", "[Photo]", "Contact: press@ministry.example, +51 1 000 0000", "| Date | Place |", "End.", "###",
             "Q: What about the ban?", "A: No comment.", "(Unofficial translation)", "“", "Annex I", "https://m.example/?a=1&b=2", "ANNEX\t\tII", "…", "\x0c")  # fmt: skip
NASTY = ("\x00", "\x1b[31m", "\u202e", "\u200b", "\ufeff", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "‘’“”„«»", "((((((((", "))))))))", '"' * 9, ", , ,",
         " and and ", "\r", "\u2028", "𝔉𝔬𝔯𝔢𝔦𝔤𝔫", "ﬁ", "&lt;&amp;&#x0;", "<b>", "]]>", "{{7*7}}", "${x}", "%00", "-" * 60, "a" * 300, "1" * 50, "\u0301" * 20, "的", "١٢",
         "=1+1", "Mr. Mr. Mr.", "U.S.", ". . .", "??", "No. 1", "’s’s’s", "–—-", "€$£", "\\", "/", "|", "\t", "@", "et al.", "; ; ;")  # fmt: skip


@st.composite
def actors(draw: st.DrawFn) -> str:
    """Who acts: one, two, or a list of many."""
    one = st.sampled_from(STATES + PEOPLE)
    many = draw(st.lists(one, min_size=1, max_size=draw(st.sampled_from((1, 1, 2, 3, 8)))))
    return many[0] if len(many) == 1 else f"{', '.join(many[:-1])} and {many[-1]}"


@st.composite
def clauses(draw: st.DrawFn, depth: int = 3) -> str:
    """A clause; what is said in it may be a clause again, up to a depth."""
    who = draw(actors())
    form = draw(st.integers(0, 8 if depth else 6))
    if form == 0:
        return f"{who} met with {draw(actors())} {draw(st.sampled_from(TIMES))}"
    if form <= 2:
        return f"{who} {draw(st.sampled_from(VERBS))} {draw(st.sampled_from(DEEDS))}"
    if form == 3:
        return f"{who} urged {draw(actors())} to {draw(st.sampled_from(DEEDS))} {draw(st.sampled_from(TIMES))}"
    if form <= 5:
        return f"{who} {draw(st.sampled_from(STANCES))} {draw(st.sampled_from(ISSUES))}"
    if form == 6:
        deeds = draw(st.lists(st.sampled_from(DEEDS), min_size=2, max_size=5))
        return f"{who} {draw(st.sampled_from(VERBS))} {', '.join(deeds[:-1])} and {deeds[-1]}"
    told = draw(st.sampled_from(REPORTS)).format(who=draw(actors()))
    inner = draw(clauses(depth - 1))
    return f'{who} said: "{inner[:1].upper()}{inner[1:]}"' if form == 8 else f"{who} {told} {inner}"


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence: a clause, with a condition, a second clause, a relative one, a time, or something that does not belong."""
    words = draw(clauses())
    for _ in range(draw(st.integers(0, 2))):
        form = draw(st.integers(0, 6))
        if form == 0:
            words = f"If {draw(clauses(0))}, {words}"
        elif form == 1:
            words = f"{words}, while {draw(clauses(1))}"
        elif form == 2:
            words = f"{words}, which {draw(st.sampled_from(VERBS))} {draw(st.sampled_from(DEEDS))}"
        elif form == 3:
            words = f"{draw(st.sampled_from(TIMES)).capitalize()}, {words}"
        elif form == 4:
            words = f"{words}, unless {draw(clauses(0))}"
        elif form == 5:
            at = draw(st.integers(0, len(words)))
            words = words[:at] + draw(st.sampled_from(NASTY)) + words[at:]
        else:
            words = f"{words} {draw(st.sampled_from(TIMES))} in Lima"
    return words[:1].upper() + words[1:] + draw(st.sampled_from((".", ".", ".", "!", "?", ";", ":", "", '."', ".)")))


@st.composite
def bodies(draw: st.DrawFn, most: int = 5) -> list[str]:
    """The paragraphs of a release."""
    paragraph = st.one_of(st.lists(sentences(), min_size=1, max_size=3).map(" ".join), st.sampled_from(FURNITURE))
    return draw(st.lists(paragraph, min_size=1, max_size=most))


@st.composite
def texts(draw: st.DrawFn, most: int = 5) -> str:
    """A release as plain text, with lines broken in one of the ways that files have."""
    gap = draw(st.sampled_from(("\n\n", "\n", "\r\n\r\n", "\n \n")))
    body = draw(bodies(most))
    head = draw(st.sampled_from((*HEADS, "")))
    text = gap.join([head, *body] if head else body) + "\n"
    return text if draw(st.integers(0, 5)) else "\n".join(text[i : i + 60] for i in range(0, len(text), 60))


HEAD = '<meta property="article:published_time" content="2021-03-04T09:00:00Z">'


def packed(form: str, title: str, body: list[str]) -> bytes:
    """A release as the file of a format."""
    if form == "txt":
        return "\n\n".join([title, *body]).encode()
    if form == "md":
        return ("---\ntitle: Talks\n---\n\n" + "\n\n".join([f"# {title}", *body])).encode()
    if form == "jsonl":
        return (json.dumps({"title": title, "date": "2021-03-04", "text": "\n\n".join(body)}) + "\n").encode()
    if form == "eml":
        return build.mail("\n\n".join(body), subject=title.replace("\n", " ")).replace(b"\x00", b"")
    marked = [_escaped(p) for p in (title, *body)]
    if form == "html":
        return build.page(f"<h1>{marked[0]}</h1>" + "".join(f"<p>{p}</p>" for p in marked[1:]), HEAD)
    if form == "rss":
        return build.rss(f"<item><title>{marked[0]}</title><description>{_escaped(''.join(f'<p>{p}</p>' for p in marked[1:]))}</description></item>")
    if form == "docx":
        return build.docx(*marked)
    lines = [p[i : i + 80] for p in (title, *body) for i in range(0, len(p), 80)]
    return build.pdf([line.encode("latin-1", "replace").decode("latin-1").translate({40: None, 41: None, 92: None}) for line in lines])


def _escaped(words: str) -> str:
    kept = "".join(c for c in words if c >= " " or c in "\t\n")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


FORMATS = ("txt", "md", "jsonl", "eml", "html", "rss", "docx", "pdf")
BYTES = (b"\xff", b"\x00", b"\xfe\xff", b"<", b"&", b"]]>", b"=?utf-8?b?", b"\xed\xa0\x80", b"\r\n\r\n", b"\n--", b"charset=", b"PK\x03\x04", b"%PDF-", b"<!DOCTYPE x [", b"endobj",
         b"/Length -1", b"99999999999", b"{", b'"', b"[" * 40, b"\\ud800", b"(" * 30, b"<<" * 20, b"<p>" * 60, b"&#1114112;", b"&#x80;", b"A" * 3_000, b"\xe2\x80\xae")  # fmt: skip


def damaged(raw: bytes, seed: int, hits: int) -> bytes:
    """The bytes with some cut, doubled, swapped or put in."""
    chance = random.Random(seed)
    for _ in range(hits):
        at, length = chance.randrange(len(raw) + 1), chance.choice((0, 1, 1, 2, 8, 60))
        put = chance.choice((b"", chance.choice(BYTES), chance.randbytes(chance.randrange(1, 9)), raw[at : at + 80] * 2))
        raw = raw[:at] + put + raw[at + length :]
    return raw[: chance.randrange(len(raw) + 1)] if chance.random() < 0.05 else raw


@st.composite
def files(draw: st.DrawFn, form: str, count: int = 5) -> list[bytes]:
    """So many files of a format that hold the same words, in most cases damaged, each in its own way."""
    raw = packed(form, draw(st.sampled_from(HEADS)), draw(bodies(2)))
    damage = st.tuples(st.integers(0, 2**32), st.sampled_from((0, 1, 1, 2, 3, 6)))
    return [damaged(raw, seed, hits) for seed, hits in draw(st.lists(damage, min_size=count, max_size=count))]
