"""The words of a sagsgang line: whom it names, in which order, and what in it nobody knows."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflows.engine.definition import Body
from workflows.engine.errors import WrongInput
from workflows.engine.naming import folded

LONGEST_LINE = 1000
"""Characters; a longer line is not a sagsgang but something pasted by mistake."""

_DASHES = "\\-\u2010-\u2015\u2212"
_HARD = ",;/>→⇒⟶⟹➔➜➝➞➡⇨\\n"
_AFTER = rf"(?=[\s{_HARD}{_DASHES}.]|=>|$)"
_GAP = re.compile(
    rf"(?:(?P<hard>=>|[{_HARD}])|[\s{_DASHES}]|\.(?=\s|$)|\bog{_AFTER})+", re.IGNORECASE
)
"""What parts two names; commas and arrows always do, the rest may also stand inside a name."""
_HEADING = re.compile(
    r"\s*(?:sagsgang\s+og\s+sagstype|(?:forventet\s+)?sagsgang|sagsforløb|sagens\s+gang)(?!\w)\s*:?",
    re.IGNORECASE,
)
_HEARING = r"(?:i\s+)?h(?:ø|oe)ring"
_SHOWN_AT_MOST = 60
_LISTED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A piece of the line that is no body, with the known name that it resembles most."""

    text: str
    position: int
    """Number of its first character in the line as one sees it, counted from 1."""
    nearest: str | None
    known: str
    """The first known codes, for a word that resembles none."""

    def __str__(self) -> str:
        hint = f"mente du {self.nearest}?" if self.nearest else f"kendte er {self.known}"
        return f"tegn {self.position}: »{on_one_line(self.text)}« kendes ikke; {hint}"


class UnknownBody(WrongInput):
    """The line names bodies that the definitions do not know; one line of Danish for each."""

    def __init__(self, words: Sequence[UnknownWord]) -> None:
        super().__init__("\n".join(str(word) for word in words))
        self.words = tuple(words)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The known names as one pattern, whose n-th group stands for the n-th of `bodies`."""

    pattern: re.Pattern[str]
    bodies: tuple[Body | None, ...]
    """None for a hearing."""
    shown: dict[str, str]
    """Folded name to the name that a hint shows."""
    codes: str


def read_words(line: str, bodies: Sequence[Body]) -> tuple[Body | None, ...]:
    """The bodies that the line names, in order, with None wherever it says that there is a hearing.

    Names may hold what otherwise parts them (`Børne- og Ungdomsudvalget`), so known names are
    sought first, the longest before the others, and separators only between them.

    Raises `UnknownBody` for all unknown words at once, and `WrongInput` for a line too long.
    """
    if len(line) > LONGEST_LINE:
        raise WrongInput(f"sagsgangen er på {len(line)} tegn; den kan højst være på {LONGEST_LINE}")
    pieces = list(_pieces(_as_seen(line), _lexicon(tuple(bodies))))
    unknown = [piece for piece in pieces if isinstance(piece, UnknownWord)]
    if unknown:
        raise UnknownBody(unknown)
    return tuple(piece for piece in pieces if not isinstance(piece, UnknownWord))


def _pieces(line: str, lexicon: _Lexicon) -> Iterator[Body | UnknownWord | None]:
    heading = _HEADING.match(line)
    at = heading.end() if heading else 0
    while at < len(line):
        if known := lexicon.pattern.match(line, at):
            yield lexicon.bodies[(known.lastindex or 0) - 1]
            at = known.end()
        elif gap := _GAP.match(line, at):
            at = gap.end()
        else:
            end = _end_of_unknown(line, at, lexicon)
            text = line[at:end].rstrip()
            yield UnknownWord(text, at + 1, _nearest(text, lexicon), lexicon.codes)
            at = end


def _end_of_unknown(line: str, start: int, lexicon: _Lexicon) -> int:
    """Where the unknown piece ends: "og", dashes and spaces part it only before something known."""
    for gap in _GAP.finditer(line, start):
        if gap["hard"] or gap.end() == len(line) or lexicon.pattern.match(line, gap.end()):
            return gap.start()
    return len(line)


def _nearest(text: str, lexicon: _Lexicon) -> str | None:
    close = difflib.get_close_matches(folded(text), lexicon.shown, n=1, cutoff=0.5)
    return lexicon.shown[close[0]] if close else None


@lru_cache(maxsize=64)
def _lexicon(bodies: tuple[Body, ...]) -> _Lexicon:
    """Longest names first; among equal names a code goes before a full name or an alias."""
    named: list[tuple[str, Body]] = [(body.code, body) for body in bodies]
    named += [(name, body) for body in bodies for name in (body.name, *body.aliases)]
    named = [(_as_seen(name).strip(), body) for name, body in named]
    # One that begins like a separator (a body called "Og") would be taken for it inside a line.
    named = [(name, body) for name, body in named if name and not _GAP.match(name)]
    shown = {folded(name): _with_name(body) for name, body in reversed(named)}
    named.sort(key=lambda pair: len(pair[0]), reverse=True)
    names = [*(_as_printed(name) for name, _ in named), _HEARING]
    return _Lexicon(
        re.compile("|".join(f"({name}){_AFTER}" for name in names), re.IGNORECASE),
        (*(body for _, body in named), None),
        {"høring": "høring", **shown},
        _listed([*(body.code for body in bodies), "høring"]),
    )


def _listed(codes: Sequence[str]) -> str:
    more = "" if len(codes) <= _LISTED_AT_MOST else " …"
    return ", ".join(codes[:_LISTED_AT_MOST]) + more


def _with_name(body: Body) -> str:
    return body.code if body.code == body.name else f"{body.code} ({body.name})"


def _as_seen(text: str) -> str:
    """The text without what nobody sees in it: two forms of å, soft hyphens copied from a page."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def _as_printed(name: str) -> str:
    """A pattern for the name with whatever dash, and however wide the space or line break in it.

    Spaces about a dash come and go where the name has any: `Børne-og Ungdomsudvalget`.
    """
    dash = f"[{_DASHES}]"
    loose = re.sub(rf"\s*{dash}\s+|\s+{dash}", " - ", name)
    words = (re.sub(rf"\\?{dash}", lambda _: dash, re.escape(word)) for word in loose.split())
    return r"\s+".join(words).replace(rf"\s+{dash}\s+", rf"\s*{dash}\s*")


def on_one_line(text: str) -> str:
    """The text for one line of a message: cut short, and with nothing that a terminal obeys."""
    cut = text if len(text) <= _SHOWN_AT_MOST else f"{text[:_SHOWN_AT_MOST]}…"
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in cut)
