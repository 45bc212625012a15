"""Asks for whole columns where a question is of very many nodes: sets that an engine joins at once, not rows that it looks up one by one."""

from __future__ import annotations

import re
from collections import Counter

# What the questions are written in: terms, paths and marks. A path has no space in it.
_TOKEN = re.compile(r'<[^<>\s]*>|"(?:[^"\\]|\\.)*"|\?\w+|[{}();,]|[^\s{}();,"]+')
_STEPS, _CHOICE = re.compile(r"[\w:]+(?:/[\w:]+)*"), re.compile(r"\^?[\w:]+(?:\|\^?[\w:]+)*")


def by_columns(query: str) -> str:
    """The same question with each of its patterns asked for as a whole column: an engine joins two sets at once, where it looks up rows one by one.

    What must not exist beside a node is taken away at the end, for the same reason; what must exist is joined.
    """
    head, _, body = query.partition("{")
    reader = _Reader(_TOKEN.findall(body))
    return f"{head}{{ {reader.group()} }} {' '.join(reader.tokens[reader.at :])}"


def outermost(query: str) -> list[str]:
    """The columns that every row of a question has a part in: there are no more nodes to look among than the shortest has."""
    reader = _Reader(_TOKEN.findall(query.partition("{")[2]))
    reader.group()
    return reader.outer


class _Reader:
    """Goes through the tokens of a query once; each method takes those of one thing and gives it by columns."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at, self.fresh, self.depth = tokens, 0, 0, 0
        self.outer: list[str] = []

    def take(self) -> str:
        """The next token."""
        self.at += 1
        return self.tokens[self.at - 1]

    def through(self, opening: str, closing: str) -> str:
        """All up to the mark that closes the first one that opens, as it stands."""
        begin, depth = self.at, 0
        while True:
            token = self.take()
            depth += (token == opening) - (token == closing)
            if token == closing and not depth:
                return _words(self.tokens[begin : self.at])

    def group(self) -> str:
        """What stands behind an opening brace, and its closing one goes."""
        if self.tokens[self.at] == "SELECT":
            return self.selection()
        parts, last = list[str](), list[str]()
        self.depth += 1
        while (token := self.take()) != "}":
            if token == "FILTER" and self.tokens[self.at] in ("NOT", "EXISTS"):
                part, joined = self.existence()
                (parts if joined else last).append(part)
            elif token in ("FILTER", "BIND"):
                parts.append(f"{token} {self.through('(', ')')}")
            elif token == "VALUES":
                parts.append(f"{token} {self.through('{', '}')}")
            elif token in ("OPTIONAL", "MINUS", "{"):
                self.at += token != "{"
                parts.append(f"{token.strip('{')} {{ {self.group()} }}")
            elif token == "UNION":
                parts.append(token)
            elif token != ".":
                said = self.triples(token)
                parts += said
                self.outer += said if self.depth == 1 else []
        self.depth -= 1
        return " ".join([*dict.fromkeys(parts)] if "UNION" not in parts else parts) + " " + " ".join(last)

    def selection(self) -> str:
        """A selection inside another, its group by columns."""
        begin = self.at
        self.at = self.tokens.index("{", begin) + 1
        head, inner, rest = self.tokens[begin : self.at], self.group(), self.at
        self.at = self.tokens.index("}", rest) + 1
        return f"{_words(head)} {inner} }} {_words(self.tokens[rest : self.at - 1])}"

    def existence(self) -> tuple[str, bool]:
        """What must or must not exist, as a set where it is of patterns alone and says something of nodes named elsewhere; whether it is joined."""
        negated, begin = self.tokens[self.at] == "NOT", self.at
        self.at = self.tokens.index("{", begin) + 1
        start = self.at
        inner = self.group()
        own, all_ = Counter(self.tokens[start : self.at]), Counter(self.tokens)
        shared = [name for name in own if name.startswith("?") and all_[name] > own[name]]
        if not shared or own.keys() & {"FILTER", "OPTIONAL", "{"}:
            return f"FILTER {' '.join(self.tokens[begin : self.at])}", False
        return (f"MINUS {{ {inner} }}", False) if negated else (f"{{ SELECT DISTINCT {' '.join(shared)} {{ {inner} }} }}", True)

    def triples(self, subject: str) -> list[str]:
        """What is said of one node, each as a column."""
        found, path, mark = list[str](), "", ";"
        while mark in (";", ","):
            path = self.path() if mark == ";" else path
            found += self.columns(subject, path, self.take())
            mark = self.tokens[self.at]
            self.at += mark in (";", ",")
        return found

    def path(self) -> str:
        """A path, with the groups in it."""
        path = self.take()
        while path[-1] in "|/^" or self.tokens[self.at] in ("(", "*", "+") or path.count("(") > path.count(")"):
            path += self.take()
        return path

    def columns(self, subject: str, path: str, end: str) -> list[str]:
        """A pattern as columns, a path of steps as one for each; what has no end, and the class of a node, is left to be looked up."""
        if not (_STEPS.fullmatch(path) or _CHOICE.fullmatch(path)) or (path == "a" and end.startswith("?")):
            return [f"{subject} {path} {end} ."]
        found, steps = [], path.split("/")
        for step in steps[:-1]:
            self.fresh += 1
            found.append(_column(subject, step, f"?step{self.fresh}"))
            subject = f"?step{self.fresh}"
        return [*found, _column(subject, steps[-1], end)]


def _words(tokens: list[str]) -> str:
    """Tokens as they stand; a function and what it is of together, for so some engines want it."""
    return re.sub(r"(\w) \(", r"\1(", " ".join(tokens))


def _column(subject: str, path: str, end: str) -> str:
    names = dict.fromkeys(t for t in (subject, end) if t.startswith("?"))
    return f"{{ SELECT {' '.join(names)} {{ {subject} {path} {end} }} }}" if names else f"{subject} {path} {end} ."
