"""Text in files that spreadsheets open."""

from __future__ import annotations

# Full-width forms too: spreadsheets of East Asian editions read them as formulas (OWASP).
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


_MARK = "'"  # before what looks like a formula


def harmless(cell: str) -> str:
    """Text that a spreadsheet will not run as a formula (OWASP: CSV injection); numbers stay."""
    if not cell.startswith(_RISKY):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"{_MARK}{cell}"
    return cell


def restored(cell: str) -> str:
    """What :func:`harmless` was given. A text that itself began with such a mark loses it."""
    rest = cell.removeprefix(_MARK)
    return rest if rest != cell and harmless(rest) == cell else cell
