"""Draws curves of cut-offs against wait as SVG."""

from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, TOP = 260, 200, 52, 56
GAP = 40
LONGEST = 2_400
"""Milliseconds at the right edge."""
INK, LINES = "#6b7280", "#d1d5db"


@dataclass(frozen=True, slots=True)
class Curve:
    name: str
    colour: str
    points: list[tuple[float, float]]
    """Milliseconds, and the share of turns."""


@dataclass(frozen=True, slots=True)
class Panel:
    title: str
    curves: list[Curve]


def drawn(panels: list[Panel]) -> str:
    width = LEFT + len(panels) * (WIDTH + GAP)
    height = TOP + HEIGHT + 48
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_legend(panels[0].curves),
    ]
    for number, panel in enumerate(panels):
        parts += _panel(panel, LEFT + number * (WIDTH + GAP))
    foot = "mean time from the last word to the first sound of the answer, ms"
    parts.append(f'<text x="{width / 2}" y="{height - 6}" text-anchor="middle" fill="{INK}">{foot}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _legend(curves: list[Curve]) -> list[str]:
    parts: list[str] = []
    for number, curve in enumerate(curves):
        x = LEFT + number * 150
        parts.append(f'<rect x="{x}" y="9" width="14" height="4" fill="{curve.colour}"/>')
        parts.append(f'<text x="{x + 20}" y="16" fill="{INK}">{escape(curve.name)}</text>')
    return parts


def _panel(panel: Panel, left: int) -> list[str]:
    title = f"{panel.title}: heard before they went on"
    parts = [f'<text x="{left}" y="{TOP - 14}" fill="{INK}" font-weight="bold">{escape(title)}</text>']
    most = max((share for curve in panel.curves for _, share in curve.points), default=0.0)
    top = max(0.1, -(-most // 0.1) * 0.1)
    for step in range(5):
        y = TOP + HEIGHT * step / 4
        parts.append(f'<line x1="{left}" y1="{y}" x2="{left + WIDTH}" y2="{y}" stroke="{LINES}"/>')
        share = f"{top * (4 - step) / 4:.0%}"
        parts.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end" fill="{INK}">{share}</text>')
        x = left + WIDTH * step / 4
        below = f'y="{TOP + HEIGHT + 18}" text-anchor="middle" fill="{INK}"'
        parts.append(f'<text x="{x}" {below}>{LONGEST * step // 4}</text>')
    for curve in panel.curves:
        places = [(left + WIDTH * x / LONGEST, TOP + HEIGHT * (1 - share / top)) for x, share in curve.points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{curve.colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{curve.colour}"/>' for x, y in places]
    return parts
