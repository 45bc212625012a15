"""Draws networks and timelines as SVG whose parts are links: no script, no style attribute, readable without seeing it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from kg.views.network import WIDTH, Line, Network, Point
from kg.views.timeline import Bar

Link = Callable[[str], str]
PairLink = Callable[[str, str], str]

STYLE = (
    ".tie{stroke:#b9b3a8;fill:none}.tie.near{stroke:#9a3b26;stroke-opacity:.45}.dot{fill:#fff;stroke:#9a3b26;stroke-width:1.5}"
    ".dot.focus,.bar{fill:#9a3b26}text{font:13px system-ui,sans-serif;fill:#1d1d1b}.focus-label{font-weight:700}.axis{fill:#6b665e}"
    ".halo{stroke:#fff;stroke-width:4px;paint-order:stroke}"
)
_BARS, _BASE = 96, 120
_LONGEST = 26


def draw_network(net: Network, href: Link, pair: PairLink, *, styled: bool = False) -> str:
    """The network as SVG; ``href`` gives the address of an actor, ``pair`` that of two (empty: no link)."""
    at = {p.iri: p for p in net.points}
    focus = " and ".join(p.label for p in net.points if p.focus)
    ring = len(net.points) - sum(p.focus for p in net.points)
    title = f"Network of {focus}: {_count(ring, 'actor')}, {_count(len(net.lines), 'tie')}"
    ordered = sorted(net.lines, key=lambda line: at[line.one].focus or at[line.other].focus)
    parts = [_tie(line, at, pair, net) for line in ordered] + [_point(p, href, ring) for p in net.points]
    return _svg(net.height, title, "".join(parts), styled)


def _tie(line: Line, at: dict[str, Point], pair: PairLink, net: Network) -> str:
    """A straight line to the middle, a bow through it between two on the ring."""
    a, b = at[line.one], at[line.other]
    near = " near" if a.focus or b.focus else ""
    middle = f"{WIDTH / 2:g} {net.height / 2:g}"
    shape = f"M{a.x:g} {a.y:g}" + (f"L{b.x:g} {b.y:g}" if near else f"Q{middle} {b.x:g} {b.y:g}")
    width = min(9.0, 0.8 + 1.1 * math.log2(line.weight))
    told = f"{a.label} – {b.label}: {_count(line.weight, 'act')}"
    drawn = f'<path class="tie{near}" d="{shape}" stroke-width="{width:.1f}"><title>{escape(told)}</title></path>'
    return _linked(drawn, pair(line.one, line.other), told, shown=False)


def _point(point: Point, href: Link, ring: int) -> str:
    radius = 11 if point.focus else min(10.0, 3.5 + 1.1 * math.log2(1 + point.weight))
    label = point.label if len(point.label) <= _LONGEST else point.label[: _LONGEST - 1] + "…"
    told = point.label if point.focus else f"{point.label}: {_count(point.weight, 'act')}"
    dot = f'<circle class="dot{" focus" if point.focus else ""}" cx="{point.x:g}" cy="{point.y:g}" r="{radius:.1f}"/>'
    drawn = f"{dot}{_label(point, label, radius, ring)}<title>{escape(told)}</title>"
    return _linked(drawn, href(point.iri), told)


def _label(point: Point, label: str, radius: float, ring: int) -> str:
    """Beside its dot: level while there is room, along the spokes of a full ring."""
    if point.focus:
        return f'<text class="focus-label halo" text-anchor="middle" x="{point.x:g}" y="{point.y + radius + 17:g}">{escape(label)}</text>'
    left = math.cos(math.radians(point.turn)) < -1e-6
    anchor = "end" if left else "start"
    shift = -(radius + 5) if left else radius + 5
    if ring <= 20:
        if abs(math.cos(math.radians(point.turn))) < 0.2:
            up = -radius - 6 if point.turn < 0 else radius + 15
            return f'<text text-anchor="middle" x="{point.x:g}" y="{point.y + up:.1f}">{escape(label)}</text>'
        return f'<text text-anchor="{anchor}" x="{point.x + shift:.1f}" y="{point.y + 4.5:.1f}">{escape(label)}</text>'
    turn = point.turn + 180 if left else point.turn
    return (
        f'<text text-anchor="{anchor}" transform="translate({point.x:g} {point.y:g}) rotate({turn:g})" x="{shift:.1f}" y="4.5">'
        f"{escape(label)}</text>"
    )


def draw_bars(rows: Sequence[Bar], href: Callable[[Bar], str], *, styled: bool = False) -> str:
    """Counts along time as SVG, each bar a link to its days; the names of some bars stand below."""
    most = max((b.count for b in rows), default=1)
    step = WIDTH / max(len(rows), 12)
    every = max(1, math.ceil(60 / step))
    parts = []
    for i, bar in enumerate(rows):
        height = _BARS * bar.count / most
        told = f"{bar.name}: {_count(bar.count, 'act')}"
        x, width = i * step + step * 0.1, step * 0.8
        if bar.count:
            shape = f'<rect class="bar" x="{x:.1f}" y="{_BASE - height:.1f}" width="{width:.1f}" height="{height:.1f}" rx="1.5"/>'
            number = f'<text class="axis" text-anchor="middle" x="{x + width / 2:.1f}" y="{_BASE - height - 5:.1f}">{bar.count}</text>'
            drawn = f"{shape}{number if step >= 30 else ''}<title>{escape(told)}</title>"
            parts.append(_linked(drawn, href(bar), told))
        if i % every == 0:
            parts.append(f'<text class="axis" text-anchor="start" x="{x:.1f}" y="{_BASE + 18}">{escape(bar.name)}</text>')
    parts.append(f'<path class="tie" d="M0 {_BASE + 0.5}H{WIDTH}"/>')
    span = f"{rows[0].name} to {rows[-1].name}" if rows else "no days"
    return _svg(_BASE + 26, f"Acts by day of release, {span}", "".join(parts), styled)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _linked(drawn: str, address: str, told: str, *, shown: bool = True) -> str:
    if not address:
        return f"<g>{drawn}</g>"
    reach = "" if shown else ' tabindex="-1" aria-hidden="true"'
    return f'<a href="{escape(address)}" aria-label="{escape(told)}"{reach}>{drawn}</a>'


def _svg(height: float, title: str, inner: str, styled: bool) -> str:
    style = f"<style>{STYLE}</style>" if styled else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {WIDTH} {height:g}" role="group" '
        f'aria-label="{escape(title)}">{style}{inner}</svg>'
    )
