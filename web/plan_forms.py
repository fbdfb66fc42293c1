"""Reads the form of a hearing's plan, and fills it in with the plan that is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from web.attempts import about
from web.fields import Form
from web.forms import ReadFile
from web.kept_files import gathered, kept_file
from web.party_lines import read_line
from web.remedies import day_of, own_deadline, why_not_heard
from web.wording import forms as say
from workflows.engine.addresses import address_fault
from workflows.engine.commands.files import PlannedDocument, UploadedFile
from workflows.engine.commands.hearings import NotHeard, PartyPlan, PrepareHearing
from workflows.engine.definition import Body, Contact
from workflows.engine.errors import WrongInput
from workflows.engine.naming import folded, names_of
from workflows.engine.vocabulary import HearingPhase, Openness
from workflows.engine.workdays import read_date
from workflows.records.hearing_pages import ShownHearing, ShownParty
from workflows.services.advice import proposed_deadline
from workflows.services.desk import CasePage
from workflows.services.hearings import registered_parties
from workflows.services.installation import Installation

MOST_AD_HOC = 100


@dataclass(frozen=True, slots=True)
class CarriedDocument:
    """A document that the form carries along until the plan is kept."""

    file: UploadedFile
    seal: str
    closed: bool
    """Whether the public may not fetch it."""


def register(house: Installation) -> list[Body]:
    """The bodies that can be heard: those that somebody can be written to for."""
    return [body for body in house.definitions.bodies if body.contacts]


def documents_in(
    house: Installation, page: CasePage, form: Form, chosen: Iterable[ReadFile]
) -> tuple[list[CarriedDocument], list[str]]:
    """The documents kept in the form and those chosen now; and what is wrong, in words."""
    case, kept = page.facts.id, form.shown_all("kept")
    before, _ = gathered(house, case, kept, ())
    files, wrong = gathered(house, case, kept, chosen)
    closed = set(form.shown_all("closed"))
    if form.shown("new_closed"):
        closed |= {file.sha256 for file in files} - {file.sha256 for file in before}
    return [_carried(house, case, file, file.sha256 in closed) for file in files], wrong


def documents_kept(house: Installation, page: CasePage) -> list[CarriedDocument]:
    """The documents of the plan as it is kept, or at first those of the round before."""
    hearing = planned(page) or page.round_before
    return [
        _carried(
            house,
            page.facts.id,
            UploadedFile(one.name, one.size, one.sha256, one.media_type, one.status),
            one.openness is Openness.CLOSED,
        )
        for one in (hearing.standing_documents if hearing else ())
    ]


def _carried(house: Installation, case: str, file: UploadedFile, closed: bool) -> CarriedDocument:
    return CarriedDocument(file, kept_file(house, case, file), closed)


def planned(page: CasePage) -> ShownHearing | None:
    """The round that is being prepared."""
    hearing = page.hearing
    return hearing if hearing and hearing.phase is HearingPhase.PREPARING else None


def first_plan(house: Installation, page: CasePage) -> Form:
    """The form as it is first shown: as the plan is kept, or with all that can be proposed."""
    hearing = planned(page)
    if hearing is None and page.round_before is not None:
        return _again(house, page, page.round_before)
    if hearing is None:
        rule = page.facts.case_type.hearings[0]
        due_on = proposed_deadline(house, rule, page.today).next_working_day
        proposed = [one.body for one in page.facts.to_hear]
        return Form.of({"rule": rule.code, "due_on": due_on.isoformat(), "bodies": proposed})
    known = {body.code: body for body in register(house)}
    bodies = [one for one in hearing.parties if one.body in known]
    return Form.of(
        {
            "rule": hearing.rule,
            "text": hearing.text,
            "changes": hearing.changes,
            "due_on": hearing.due_on.isoformat(),
            "bodies": [one.body for one in bodies if one.body],
            "ad_hoc": "\n".join(_lines(hearing, known)),
            "without": [address for one in bodies for address in _not_written_to(one, known)],
            **{
                own_deadline(one.body): day_of(one.due_on, hearing.due_on)
                for one in bodies
                if one.body
            },
            **{why_not_heard(one.body): one.reason for one in hearing.left_out},
        }
    )


def _again(house: Installation, page: CasePage, before: ShownHearing) -> Form:
    """A further round begins as the one before was: its text and its parties, with a new day."""
    rule = page.facts.case_type.hearing_rule(before.rule) or page.facts.case_type.hearings[0]
    due_on = proposed_deadline(house, rule, page.today).next_working_day
    known = {body.code: body for body in register(house)}
    bodies = [one for one in before.parties if one.body in known]
    codes = [one.body for one in bodies if one.body]
    named = [one.body for one in page.facts.to_hear]
    return Form.of(
        {
            "rule": rule.code,
            "text": before.text,
            "due_on": due_on.isoformat(),
            "bodies": list(dict.fromkeys([*named, *codes])),
            "ad_hoc": "\n".join(_lines(before, known, days=False)),
            "without": [address for one in bodies for address in _not_written_to(one, known)],
        }
    )


def _lines(hearing: ShownHearing, known: dict[str, Body], *, days: bool = True) -> Iterator[str]:
    """The parties that are no bodies, and the addresses of bodies that the register has not."""
    for party in hearing.parties:
        body = known.get(party.body or "")
        registered = {contact.email for contact in body.contacts} if body else set()
        for contact in party.contacts:
            if contact.email not in registered:
                day = "" if body or not days else day_of(party.due_on, hearing.due_on)
                yield "; ".join(part for part in (party.name, contact.email, day) if part)


def _not_written_to(party: ShownParty, known: dict[str, Body]) -> list[str]:
    used = {contact.email for contact in party.contacts}
    return [one.email for one in known[party.body or ""].contacts if one.email not in used]


def plan_in(
    house: Installation, page: CasePage, form: Form, documents: Sequence[CarriedDocument]
) -> PrepareHearing:
    """The plan that the form holds; raises WrongInput about the field that cannot be used."""
    code = form.line("rule")
    rule = page.facts.case_type.hearing_rule(code)
    return PrepareHearing(
        rule=code,
        text=form.text("text").strip(),
        changes=_changes(page, form),
        due_on=form.day("due_on"),
        parties=_parties(house, form),
        close_when_all_answered=rule is not None and rule.close_when_all_answered,
        documents=tuple(
            PlannedDocument(one.file, Openness.CLOSED if one.closed else Openness.OPEN)
            for one in documents
        ),
        not_heard=tuple(
            NotHeard(one.body, form.text(why_not_heard(one.body)).strip())
            for one in page.facts.to_hear
        ),
    )


def _changes(page: CasePage, form: Form) -> str:
    changes = form.text("changes").strip()
    if page.round_before is not None and not changes:
        raise WrongInput(say.WRITE_WHAT_CHANGED, "changes")
    return changes


@dataclass(slots=True)
class _AdHoc:
    """What the lines say of one party."""

    addresses: list[str]
    due_on: date | None = None


def _parties(house: Installation, form: Form) -> tuple[PartyPlan, ...]:
    """The bodies that are ticked, then the others; a line about a body adds to its addresses."""
    ad_hoc = _ad_hoc(form)
    chosen = [code for code in form.all("bodies") if code]
    with about("bodies"):
        found = registered_parties(house, dict.fromkeys(chosen))
    by_code = {body.code: body for body in house.definitions.bodies}
    left_out = {address.casefold() for address in form.all("without")}
    _refuse_idle_deadlines(form, register(house), chosen)
    registered = []
    for party in found:
        more = [ad_hoc.pop(name) for name in list(ad_hoc) if _is(by_code[party.body or ""], name)]
        contacts = [one for one in party.contacts if one.email.casefold() not in left_out]
        contacts += [Contact(party.name, each) for one in more for each in one.addresses]
        due_on = _own_day(form, party, more)
        registered.append(PartyPlan(party.name, tuple(contacts), party.body, due_on))
    others = (
        PartyPlan(name, tuple(Contact(name, each) for each in one.addresses), None, one.due_on)
        for name, one in ad_hoc.items()
    )
    return (*registered, *others)


def _own_day(form: Form, party: PartyPlan, lines: Iterable[_AdHoc]) -> date | None:
    """The deadline of a body, from its own field or a line about it; two of them are a slip."""
    field = own_deadline(party.body or "")
    told = {line.due_on for line in lines if line.due_on}
    if form.line(field):
        told.add(form.day(field))
    if len(told) > 1:
        raise WrongInput(say.party_has_two_deadlines(party.name), field)
    return next(iter(told), None)


def _is(body: Body, name: str) -> bool:
    return folded(name) in names_of(body)


def _refuse_idle_deadlines(form: Form, bodies: Iterable[Body], chosen: Sequence[str]) -> None:
    """A deadline for a body that is not ticked is a slip: it would be lost without a word."""
    for body in bodies:
        field = own_deadline(body.code)
        if body.code not in chosen and form.line(field):
            raise WrongInput(say.has_a_deadline_but_is_not_chosen(body.name), field)


def _ad_hoc(form: Form) -> dict[str, _AdHoc]:
    """By name, from a line for each address: `navn; mail` or `navn; mail; frist`."""
    found: dict[str, _AdHoc] = {}
    faults = []
    for line in form.lines("ad_hoc"):
        try:
            name, address, due_on = _read_line(line)
        except WrongInput as wrong:
            faults.append(str(wrong))
            continue
        party = found.setdefault(name, _AdHoc([]))
        if address.casefold() in map(str.casefold, party.addresses):
            faults.append(say.has_the_address_twice(name[:80], address))
        party.addresses.append(address)
        if due_on and party.due_on and due_on != party.due_on:
            faults.append(say.lines_have_two_deadlines(name[:80]))
        party.due_on = due_on or party.due_on
    if len(found) > MOST_AD_HOC:
        faults.append(say.too_many_other_parties(len(found), MOST_AD_HOC))
    if faults:
        raise WrongInput("\n".join(faults), "ad_hoc")
    return found


def _read_line(line: str) -> tuple[str, str, date | None]:
    quoted = f"»{line[:80]}«"
    read = read_line(line)
    if not read.name:
        raise WrongInput(say.write_name_and_address(quoted))
    if problem := address_fault(read.address):
        raise WrongInput(say.address_of(quoted, problem))
    try:
        return read.name, read.address, read_date(read.day) if read.day else None
    except WrongInput as wrong:
        raise WrongInput(f"{quoted}: {wrong}") from None
