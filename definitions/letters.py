"""Letters as templates over a closed set of values: checked when loaded, filled in when sent."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from definitions.wording import letters as say
from workflows.engine.definition import Letter
from workflows.engine.faults import Fault, is_control
from workflows.engine.quoting import nearest, nearest_or_all, shown
from workflows.engine.vocabulary import MessageKind

Values = Mapping[str, object]

_EVERY_LETTER: Values = {
    "municipality": "Eksempel Kommune",
    "case_number": "24/0001",
    "case_title": "Ny legeplads",
    "recipient": "Ane Eksempel",
    "officer_name": "Bo Eksempel",
    "officer_email": "bo@eksempel.example",
    "officer_phone": "89 59 00 00",
}
_OF_NO_CASE: Values = {
    name: value for name, value in _EVERY_LETTER.items() if not name.startswith("case_")
}
_PARTY: Values = {"party": "Eksempelrådet", "due": "til og med tirsdag den 14. maj 2024 kl. 23.59"}
_LINK: Values = {"link": "https://eksempel.example/svar/1/abc"}
_CASE_LINK: Values = {"case_link": "https://eksempel.example/sager/1"}
_LINKS = (*_LINK.values(), *_CASE_LINK.values())
_ABOUT_A_LINK = (
    MessageKind.INVITATION,
    MessageKind.REMINDER,
    MessageKind.AGENDA,
    MessageKind.MEMBER_LINK,
)
_DIGEST_CASE: Values = {
    "number": "24/0001",
    "title": "Ny legeplads",
    "link": "https://eksempel.example/sager/1",
    "notices": [
        {"at": "mandag den 13. maj 2024 kl. 10.15", "text": "Fristen er passeret."},
        {"at": "mandag den 13. maj 2024 kl. 12.00", "text": "Der er kommet et svar."},
    ],
}
_FILE: Values = {"name": "svar.pdf", "size": 1234, "sha256": "0" * 64}

SAMPLES: Mapping[MessageKind, Values] = {
    MessageKind.INVITATION: {
        **_EVERY_LETTER,
        **_PARTY,
        **_LINK,
        "hearing_text": "Hvad mener I?",
        "round": 2,
        "changes": "Beløbet er sat op.",
        "close_when_all_answered": True,
        "again": True,
        "late": False,
    },
    MessageKind.REMINDER: {
        **_EVERY_LETTER,
        **_PARTY,
        **_LINK,
        "hearing_text": "Hvad mener I?",
        "inner_due": "fredag den 10. maj 2024",
    },
    MessageKind.EXTENSION: {
        **_EVERY_LETTER,
        **_PARTY,
        **_LINK,
        "due_before": "til og med tirsdag den 7. maj 2024 kl. 23.59",
        "reason": "Rådet har først møde den 13. maj.",
    },
    MessageKind.DOCUMENT: {
        **_EVERY_LETTER,
        **_PARTY,
        **_LINK,
        "document": "budget-rettet.pdf",
        "replaced": "budget.pdf",
        "reason": "Tallene var fra sidste år.",
    },
    MessageKind.WITHDRAWAL: {
        **_EVERY_LETTER,
        **_PARTY,
        "reason": "Sagen er taget af.",
        "sent_back": True,
    },
    MessageKind.RECEIPT: {
        **_EVERY_LETTER,
        **_PARTY,
        **_LINK,
        "given_by": "Eksempelrådet",
        "together": "Prøverådet",
        "receipt": "K-1",
        "received": "mandag den 13. maj 2024 kl. 10.15",
        "late": False,
        "stance": "Støtter med bemærkninger",
        "files": [_FILE],
        "beside": False,
    },
    MessageKind.UNDONE: {
        **_EVERY_LETTER,
        **_PARTY,
        **_LINK,
        "given_by": "Eksempelrådet",
        "receipt": "K-1",
        "late": False,
        "answered": False,
        "reason": "Brevet var fra et andet råd.",
    },
    MessageKind.LEFT_WITH_JOINT: {
        **_EVERY_LETTER,
        **_PARTY,
        **_LINK,
        "given_by": "Eksempelrådet",
        "receipt": "K-1",
        "received": "mandag den 13. maj 2024 kl. 10.15",
        "late": False,
        "stance": "Støtter med bemærkninger",
        "files": [_FILE],
    },
    MessageKind.CLOSING: {
        **_EVERY_LETTER,
        **_PARTY,
        **_LINK,
        **_CASE_LINK,
        "to_party": True,
        "closed": "tirsdag den 7. maj 2024",
        "reason": "Byrådet skal bruge svarene nu.",
        "answered": 5,
        "asked": 6,
        "missing": ["Eksempelrådet"],
    },
    MessageKind.OFFICER: {**_EVERY_LETTER, **_CASE_LINK, "notice": "Fristen er passeret."},
    MessageKind.DIGEST: {
        "municipality": _EVERY_LETTER["municipality"],
        "recipient": _EVERY_LETTER["recipient"],
        "day": "tirsdag den 14. maj 2024",
        "cases": [_DIGEST_CASE, {**_DIGEST_CASE, "title": ""}],
        "account_link": "https://eksempel.example/konto",
    },
    MessageKind.AGENDA: {
        **_OF_NO_CASE,
        **_LINK,
        "body": "Eksempeludvalget",
        "meeting": "tirsdag den 14. maj 2024 kl. 16.00",
        "supplement": True,
        "moved_to": "torsdag den 16. maj 2024 kl. 16.00",
    },
    MessageKind.MINUTES: {
        **_OF_NO_CASE,
        **_LINK,
        "body": "Eksempeludvalget",
        "meeting": "tirsdag den 14. maj 2024 kl. 16.00",
    },
    MessageKind.MEMBER_LINK: {
        **_OF_NO_CASE,
        "bodies": "Eksempeludvalget og Byrådet",
        "link": "https://eksempel.example/svar/1/abc",
        "again": True,
    },
}
"""By kind, every value that a letter of that kind can use, with an example."""

_ABSENT: Values = {
    "given_by": "",
    "together": "",
    "inner_due": "",
    "hearing_text": "",
    "close_when_all_answered": False,
    "again": False,
    "supplement": False,
    "moved_to": "",
    "sent_back": False,
    "reason": "",
    "changes": "",
    "document": "",
    "closed": "",
    "to_party": False,
    "officer_phone": "",
    "late": True,
    "files": [],
    "missing": [],
}
"""What can be absent, as it looks then; and late, for late answers have a wording of their own."""

_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
)
_FILTERS = ("capitalize", "join", "length", "lower", "trim", "upper")


def _environment() -> SandboxedEnvironment:
    """Letters are plain text, so nothing is escaped; and they call nothing but a few filters."""
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.globals = {}
    environment.tests = {}
    return environment


_ENVIRONMENT = _environment()


def render(letter: Letter, values: Values) -> tuple[str, str]:
    """Subject and text of a letter; `values` holds what `SAMPLES` holds for its kind.

    What `_ABSENT` names may be left out. Raises `jinja2.TemplateError` when the letter uses another
    value that is not given.
    """
    given = {**_ABSENT, "late": False, **values}
    subject = _template(letter.subject).render(given)
    text = _template(letter.text).render(given)
    return subject, f"{text.strip()}\n"


@lru_cache(maxsize=64)
def _template(source: str) -> Template:
    """Compiled once: a batch of a thousand mails is one letter."""
    return _ENVIRONMENT.from_string(source)


def letter_faults(file: str, letter: Letter) -> Iterator[Fault]:
    """What would fail when the letter is sent, found by sending it to nobody."""
    faults = [
        *_template_faults(file, "subject", letter.subject, letter.kind),
        *_template_faults(file, "text", letter.text, letter.kind),
    ]
    yield from faults or _sending_faults(file, letter)


def _template_faults(file: str, key: str, source: str, kind: MessageKind) -> Iterator[Fault]:
    try:
        tree = _ENVIRONMENT.parse(source)
    except (TemplateSyntaxError, RecursionError, ValueError) as problem:
        line = say.on_line(problem.lineno) if isinstance(problem, TemplateSyntaxError) else ""
        yield Fault(
            file, key, say.template_cannot_be_read(line, problem), say.HOW_LETTERS_ARE_WRITTEN
        )
        return
    # Only what is allowed is looked at further: jinja calculates constants while it looks.
    refused = list(_refused_nodes(file, key, tree))
    yield from refused or _unknown_variables(file, key, tree, kind)


def _refused_nodes(file: str, key: str, tree: nodes.Template) -> Iterator[Fault]:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _NODES):
            what = say.not_used_in_a_letter(node.lineno, type(node).__name__)
            yield Fault(file, key, what, say.USE_FIELDS_AND_FILTERS + ", ".join(_FILTERS))
        elif isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            what = say.unknown_filter(node.lineno, shown(node.name))
            yield Fault(file, key, what, nearest_or_all(node.name, _FILTERS))


def _unknown_variables(
    file: str, key: str, tree: nodes.Template, kind: MessageKind
) -> Iterator[Fault]:
    known = SAMPLES[kind]
    elsewhere = {name for sample in SAMPLES.values() for name in sample}
    for name in sorted(meta.find_undeclared_variables(tree) - known.keys()):
        if name in elsewhere:
            yield Fault(
                file, key, say.no_such_field(name), say.fields_here_are(", ".join(sorted(known)))
            )
        else:
            hint = nearest(name, known) or f"kendte: {', '.join(sorted(known))}"
            yield Fault(file, key, say.does_not_know_the_field(name), hint)


def _sending_faults(file: str, letter: Letter) -> Iterator[Fault]:
    for values in _samples(SAMPLES[letter.kind]):
        try:
            subject, text = render(letter, values)
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as problem:
            yield Fault(file, "text", say.cannot_be_filled_in(problem))
            return
        if any(is_control(sign) for sign in subject):
            yield Fault(file, "subject", say.GIVES_SEVERAL_LINES, say.WRITE_THE_SUBJECT_ON_ONE_LINE)
        if not subject.strip():
            yield Fault(file, "subject", say.GIVES_AN_EMPTY_SUBJECT, say.WRITE_SOMETHING_CONSTANT)
        if not text.strip():
            yield Fault(file, "text", say.GIVES_AN_EMPTY_LETTER, say.WRITE_SOMETHING_CONSTANT)
        yield from _link_faults(file, letter.kind, subject, text)


def _link_faults(file: str, kind: MessageKind, subject: str, text: str) -> Iterator[Fault]:
    """A link is who may answer or read: it must be in the letter, never where phones show it."""
    if kind in _ABOUT_A_LINK and str(_LINK["link"]) not in text:
        hint = say.WRITE_THE_LINK_BY_ITSELF
        yield Fault(file, "text", say.LINK_IS_MISSING, hint)
    if any(str(link).casefold() in subject.casefold() for link in _LINKS):
        hint = say.WRITE_THE_LINK_IN_TEXT
        yield Fault(file, "subject", say.HOLDS_A_LINK, hint)


def _samples(full: Values) -> Iterator[Values]:
    """The sample with each set of what can be absent absent, so that every branch is written."""
    optional = [name for name in full if name in _ABSENT]
    for chosen in product((False, True), repeat=len(optional)):
        absent = [name for name, left_out in zip(optional, chosen, strict=True) if left_out]
        yield {**full, **{name: _ABSENT[name] for name in absent}}
