"""Asks for whole columns where a question is of very many statements: sets that an engine joins at once, not rows that it looks up one by one."""

from __future__ import annotations

import re
from collections.abc import Callable

MANY = 6_000  # so many rows cost as much, looked up one by one, as the columns of a store of thousands of releases
# Lines of a question that say something of one node alone; the first tells among how many it looks.
_OWN = re.compile(r"^(?P<open>  (?:OPTIONAL \{ )?)\?(?P<node>\w+) (?P<parts>[^{}?]+ [^{}]+?)(?P<close> \.| \})$", re.MULTILINE)
_NOT = re.compile(r"FILTER NOT EXISTS (\{ \?statement (?:a|dip:\w+) \S+ \}) ?")
_COLUMN = re.compile(r"(?P<tie>dip:\w+)(?P<exact>/oa:exact)? \?(?P<name>\w+)")
_SORT = re.compile(r"a (?P<sort>\?\w+) \. (?P=sort) (?P<tie>dip:\w+) \?(?P<name>\w+)")


def by_columns(group: str) -> str:
    """The same question with what each statement has asked for as whole columns: an engine joins two sets at once, where it looks up rows one by one.

    What a statement must not have is taken away at the end, for the same reason.
    """
    without: list[str] = []

    def left(line: re.Match[str]) -> str:
        without.extend(_NOT.findall(line.group()))
        return _NOT.sub("", line.group())

    group = re.sub(r"^  (?! ).*$", left, group, flags=re.MULTILINE)
    return _OWN.sub(_columns, group) + "".join(f"  MINUS {pattern}\n" for pattern in without)


def _columns(line: re.Match[str]) -> str:
    node, rest, columns = line["node"], [], []
    if sort := _SORT.fullmatch(line["parts"]):
        return f"  OPTIONAL {{ {{ SELECT ?{node} ?{sort['name']} {{ {sort['sort']} {sort['tie']} ?{sort['name']} . ?{node} a {sort['sort']} }} }} }}"
    if " . " in line["parts"]:  # of other nodes too
        return line.group()
    for part in line["parts"].split(" ; "):
        found = _COLUMN.fullmatch(part)
        if found is None:
            rest.append(part)
        elif found["exact"]:
            columns += [_column(node, found["tie"], f"{found['name']}_of"), _column(f"{found['name']}_of", "oa:exact", found["name"])]
        else:
            columns.append(_column(node, found["tie"], found["name"]))
    if "OPTIONAL" in line["open"]:
        return line.group() if rest else f"  OPTIONAL {{ {' '.join(columns)} }}"
    return "  " + " ".join([*([f"?{node} {' ; '.join(rest)} ."] if rest else []), *columns])


def _column(subject: str, tie: str, name: str) -> str:
    return f"{{ SELECT ?{subject} ?{name} {{ ?{subject} {tie} ?{name} }} }}"


def is_common(text: str, count: Callable[[str], int]) -> bool:
    """Whether a question without an actor looks among so many nodes that whole columns are read sooner than row after row.

    ``count`` tells how many rows a group has.
    """
    lines = [kept for line in text.partition("WHERE {\n")[2].splitlines() if (kept := _NOT.sub("", line)).strip()]
    first = _OWN.match(lines[0]) if lines else None
    if first is None or first["close"] != " ." or any("EXISTS" in line for line in lines):
        return False  # what must exist is looked up row after row in any case, and slowly in joined sets
    parts = [re.sub(r"^(\w+:\w+)/\S+", r"\1", part) for part in first["parts"].partition(" . ")[0].split(" ; ")]
    return all(count(f"SELECT ?{first['node']} WHERE {{ ?{first['node']} {part} }} LIMIT {MANY}") >= MANY for part in parts)
