"""Ties the items of a list to the words that lead into it: "The ministers agreed:" and what follows, item by item."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.tree import Tree
from kg.model import Block, Sentence, Span, Token, overlapping

_END = re.compile(r"(?<![\s;.,:])[\s;.,:]*(?:[;,]\s*(?:and|or)\s*)?$")
# A lead of one word; shorter ones otherwise are labels: "Note:", "Q:".
_WHO = {"leaders", "ministers", "council", "summit", "meeting", "members", "parties", "they", "we"}
_ENDS = (":", "–", "—", "-")


def leads(tree: Tree) -> dict[int, int]:
    """Index of each list item's first sentence -> index of the sentence that leads into its list.

    A lead ends with a colon, or without any stop right before marked items. Unmarked paragraphs that end with a
    semicolon belong to the list as well.
    """
    found: dict[int, int] = {}
    open_lists: list[_Open] = []
    block: Block | None = None
    for sentence in tree.doc.sentences:
        words = sentence.span.of(tree.doc.text).strip()
        first = _block_of(tree, sentence) != block
        block = _block_of(tree, sentence)
        if first and sentence.block == "item" and block is not None:
            _close_inner(open_lists, tree.doc.text[block.span.start : sentence.span.start])
        lead = open_lists[-1].lead if open_lists else None
        item = sentence.block == "item" or (lead is not None and (words.endswith(";") or _open(tree, lead)))
        if item and lead is not None and first and any(c.isalpha() for c in words):
            found[sentence.index] = lead
        if (words.endswith(_ENDS) and (len(words) > 8 or words.rstrip(" :–—-").lower() in _WHO)) or _is_opening(tree, sentence):
            open_lists = [*(open_lists if sentence.index in found else ()), _Open(sentence.index)]
        elif not item and sentence.block == "paragraph":
            open_lists = [_Open(sentence.index)] if words and words[-1].isalpha() and len(words) < 160 else []
        elif sentence.block == "subhead":
            open_lists = [_Open(sentence.index)] if _finite(tree, sentence) else []
    return found


@dataclass(slots=True)
class _Open:
    """A list that goes on: its lead, and the kind and the words of the mark of its last item."""

    lead: int
    kind: str = ""
    mark: str = ""


def _close_inner(open_lists: list[_Open], mark: str) -> None:
    """A list inside an item ends where an item is marked like those of the list around it: after "(c)" comes "6."."""
    mark = mark.strip(" \n\t().")
    kind = "number" if mark.isdigit() else "letter" if mark.isalpha() else "dash"
    if _ROMAN.fullmatch(mark) and not (open_lists and len(mark) == 1 and open_lists[-1].mark == chr(ord(mark) - 1)):
        kind = "roman"
    while len(open_lists) > 1 and open_lists[-1].kind not in ("", kind) and any(o.kind == kind for o in open_lists[:-1]):
        open_lists.pop()
    if open_lists:
        open_lists[-1].kind, open_lists[-1].mark = kind, mark


_ROMAN = re.compile("[ivx]+")


def _block_of(tree: Tree, sentence: Sentence) -> Block | None:
    return next((b for b in overlapping(tree.doc.blocks, sentence.span) if b.span.contains(sentence.span)), None)


def _open(tree: Tree, lead: int) -> bool:
    """Whether a lead is but a subject that waits for its verbs: 'The two leaders:'."""
    return not _finite(tree, tree.doc.sentences[lead])


def _is_opening(tree: Tree, sentence: Sentence) -> bool:
    """Whether a paragraph names but who acts in the items that follow: 'The Council,'."""
    words = sentence.span.of(tree.doc.text).strip()
    root = tree.root_of(sentence)
    named = root is not None and root.pos in ("NOUN", "PROPN")  # "Acting under Article 7," only goes on
    return sentence.block == "paragraph" and words.endswith(",") and named and not _finite(tree, sentence)


def _finite(tree: Tree, sentence: Sentence) -> bool:
    return any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tree.tokens[sentence.first : sentence.last])


def item_root(tree: Tree, sentence: Sentence, *, after_to: bool = False) -> Token | None:
    """The root of an item, if it is a verb without a subject of its own: an infinitive, gerund or bare verb.

    After a lead that ends with "to" every item is such a verb, whatever the tagger made of it.
    """
    root = tree.root_of(sentence)
    opens = tree.tokens[sentence.first]
    noun = opens.tag == "NN" and opens.relation in ("nsubj", "compound")  # "task officials to report" is no task that reports
    if root is not None and after_to and (noun or not root.tag.startswith("VB")) and opens.text.isalpha():
        return opens
    if root is None or not (after_to or root.tag.startswith("VB")) or any(c.relation.startswith("nsubj") for c in tree.children(root)):
        return None
    return root


def thing_of(tree: Tree, sentence: Sentence) -> Token | None:
    """The noun that an item is, where it holds no clause: 'Closer cooperation of the coast guards'; one word is a label."""
    words = tree.tokens[sentence.first : sentence.last]
    root = tree.root_of(sentence)
    named = [t for t in words if t.tag != "," and t.pos != "PUNCT"]
    sum_of = root is not None and root.pos in ("NUM", "SYM") and any(t.text in "$€£¥" or t.lemma in ("million", "billion") for t in words)  # "$5 million for schools"
    return root if root is not None and (root.pos in ("NOUN", "PROPN") or sum_of) and len(named) > 2 and not any(t.tag in _CLAUSE and t.head == t.index for t in words) else None


_CLAUSE = ("VBD", "VBZ", "VBP", "MD")


def only_leads(tree: Tree, cue: Token) -> bool:
    """Whether nothing stands between an operative word and the colon behind it but 'the following' and a noun."""
    tokens = tree.tokens[cue.index + 1 : tree.sentence(cue).last]
    after = [t.text.lower() for t in tokens]
    asks = after[-2:] == ["to", ":"] and not any(t.pos == "VERB" for t in tokens)  # "requests the envoy to:"
    return bool(after) and after[-1] == ":" and ("following" in after or "below" in after or len(after) <= 2 or asks or subject_of_items(tree, cue) is not None)


def subject_of_items(tree: Tree, cue: Token) -> Token | None:
    """'Recommends that the Port Authority:': who is to do what the items tell; nothing where a verb stands before the colon."""
    after = tree.tokens[cue.index + 1 : tree.sentence(cue).last]
    waits = len(after) > 2 and after[0].text.lower() == "that" and after[-1].text == ":" and not any(t.pos in ("VERB", "AUX") for t in after)
    inside = {t.index for t in after}
    return next((t for t in after if waits and t.pos in ("NOUN", "PROPN") and t.head not in inside), None)


def clause_of(tree: Tree, sentence: Sentence, lead: Sentence) -> Token | None:
    """The root of an item that is a clause of its own, behind "recommends that:", "the following findings:" or a "That"; not behind a subject that waits for verbs."""
    words = tree.tokens[sentence.first : sentence.last]
    behind = re.search(r"\b(?:that|following(?: [a-z-]+){0,3})\s*[:–—-]?\s*$", lead.span.of(tree.doc.text)) is not None
    return tree.root_of(sentence) if words and (behind or words[0].text == "That") else None


def doer_of(tree: Tree, root: Token) -> Token | None:
    """Who is to do what an item with a clause of its own tells: its subject, or its first noun where the parser saw no verb."""
    before = (t for t in tree.words_of(root) if t.pos in ("NOUN", "PROPN") and t.relation not in ("compound", "amod", "nmod"))
    return next(iter(tree.children(root, "nsubj", "nsubj:pass")), None) or next(before, None)


def waits_for_verbs(tree: Tree, sentence: Sentence) -> bool:
    """Whether a lead ends with the "to" or "will" of the verbs in its items: 'committed to:', 'Peru will:'."""
    return bool(re.search(r"\b(?:to|will|shall)\s*[:–—-]?\s*$", sentence.span.of(tree.doc.text)))


def item_words(tree: Tree, sentence: Sentence) -> Span:
    """The words of an item without its closing stop."""
    words = sentence.span.of(tree.doc.text)
    return Span(sentence.span.start, sentence.span.start + len(_END.sub("", words)))
