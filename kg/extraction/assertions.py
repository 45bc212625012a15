"""Finds what a text asserts in its own voice without a verb of saying: 'There is no military solution'."""

from __future__ import annotations
import os
from kg.extraction.frames import by_lemma
from kg.extraction.tree import Tree
from kg.extraction.words import Word
from kg.model import Sentence, Token

V=os.environ.get('BARE','')
def assertion(tree: Tree, sentence: Sentence) -> Word | None:
    """The main verb of a sentence that asserts something for the voice of the text."""
    if not V: return None
    if sentence.block not in ("paragraph", "item") or not tree.doc.voice:
        return None
    if any(q.span.overlaps(sentence.span) for q in tree.doc.quotes):
        return None
    words = tree.tokens[sentence.first : sentence.last]
    root = next((t for t in words if t.head == t.index), None)
    if root is None or words[-1].text == "?" or len(words) < 6:
        return None
    aux=[t for t in tree.children(root,"aux","cop","aux:pass")]
    tags={root.tag,*(t.tag for t in aux)}
    finite = root.tag in ("VBD", "VBZ", "VBP") or aux
    s=tree.subject(root)
    if not finite or s is None:
        return None
    if 'p' in V and "VBD" in tags: return None
    if 'c' in V and not tree.children(root,"cop"): return None
    if 'C' in V and tree.children(root,"cop"): return None
    if 'a' in V and not (s.index in tree.mentions): return None
    if 'A' in V and (s.index in tree.mentions): return None
    if 'n' in V and len({e for e in tree.doc.participants})>1 and not set(tree.doc.voice)&set(tree.doc.participants): return None
    if 'f' in V:
        own=tree.doc.release.issuer
        if not any(m.entities[0].kind in('state','organization','person') and m.entities[0].state!=own for t in words if (m:=tree.mentions.get(t.index))): return None
    if 'm' in V and not any(t.index in tree.mentions for t in words): return None
    return Word(root, root, by_lemma("bare")["be"][0])
