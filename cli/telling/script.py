"""What the demo's scenes share: the officer, and the things that officers and councils do."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from cli.telling import council
from cli.telling.stage import Stage
from workflows.engine.commands.cases import EditCase
from workflows.engine.commands.files import PlannedDocument
from workflows.engine.commands.hearings import ExtendHearing, NotHeard, PartyPlan, PrepareHearing
from workflows.engine.commands.meetings import PointDecision, RemarkText
from workflows.engine.facts import Actor
from workflows.engine.vocabulary import Stance, Trigger
from workflows.services.cases import NewCase, advance, edit_case, open_case
from workflows.services.hearings import extend_hearing, prepare_hearing, registered_parties
from workflows.services.meetings import close_meeting
from workflows.services.promises import PromiseGiven
from workflows.services.triggers import Arguments
from workflows.services.uploads import keep


@dataclass(frozen=True, slots=True)
class Story:
    """One case on the stage."""

    stage: Stage
    actor: Actor
    case: str
    mails_before: int
    """How many mails there were when the story began."""

    def pull(self, trigger: Trigger, given: Arguments | None = None) -> None:
        """Pull a trigger as the officer."""
        advance(self.stage.house, self.case, trigger, given or Arguments(), self.actor)

    def write(self, title: str, text: str, proposer: str, *points: str) -> None:
        """Write the draft."""
        edit_case(self.stage.house, self.case, EditCase(title, text, proposer, points), self.actor)

    def hear(
        self,
        text: str,
        due_on: date,
        bodies: tuple[str, ...],
        *,
        paper: str = "",
        not_heard: tuple[NotHeard, ...] = (),
        changes: str = "",
    ) -> tuple[PartyPlan, ...]:
        """Plan the hearing, with a paper to read where one is named, and send the invitations."""
        house = self.stage.house
        parties = registered_parties(house, bodies)
        papers = [keep(house, paper, BytesIO(_pdf(text)))] if paper else []
        plan = PrepareHearing(
            "almindelig",
            text,
            due_on,
            parties,
            documents=tuple(PlannedDocument(file) for file in papers),
            not_heard=not_heard,
            changes=changes,
        )
        prepare_hearing(self.stage.house, self.case, plan, self.actor)
        self.pull(Trigger.OPEN_HEARING)
        self.stage.settle()
        return parties

    def extend(self, due_on: date, reason: str) -> None:
        """Give everyone until later."""
        extension = ExtendHearing(due_on, reason)
        extend_hearing(self.stage.house, self.case, extension, self.actor)
        self.stage.settle()

    def answer(
        self, party: PartyPlan, stance: Stance, text: str, jointly_with: str = "", paper: str = ""
    ) -> str:
        """Let a party answer by its mailed link; the receipt."""
        mails = self.stage.postman.mails_to(party.contacts[0].email, self.mails_before)
        file = (paper, _pdf(text)) if paper else None
        receipt = council.answer(mails[0], stance, text, jointly_with=jointly_with, file=file)
        self.stage.settle()
        return receipt

    def decide(
        self,
        body: str,
        meets_on: date,
        word: str,
        text: str,
        *,
        points: tuple[PointDecision, ...] = (),
        remark: str = "",
        absentees: tuple[str, ...] = (),
        promises: tuple[PromiseGiven, ...] = (),
        before_closing: tuple[Trigger, Arguments] | None = None,
        placed: bool = False,
    ) -> None:
        """Put the case on the agenda, record what the body decides, and close the meeting.

        `before_closing` is what somebody does with the case while the meeting lasts; `placed`: it
        is on the agenda already.
        """
        if not placed:
            self.pull(Trigger.PUT_ON_AGENDA, Arguments(meets_on=meets_on))
        self.stage.at(meets_on, 18)
        remarks = (RemarkText(remark),) if remark else ()
        self.pull(
            Trigger.DECIDE,
            Arguments(
                word=word,
                text=text,
                points=points,
                remarks=remarks,
                absentees=absentees,
                promises=promises,
            ),
        )
        if before_closing is not None:
            self.pull(*before_closing)
        close_meeting(self.stage.house, body, meets_on, self.actor)
        self.stage.settle()


def begin(stage: Stage, actor: Actor, new: NewCase) -> Story:
    """Open a case and begin its story."""
    assert actor.id is not None
    before = len(stage.postman.mails())
    case = open_case(stage.house, new, actor.id, actor)
    stage.case = new.number
    return Story(stage, actor, case, before)


def _pdf(text: str) -> bytes:
    """A small real PDF, so that the page's look at the content has something to look at."""
    shown = text.encode("latin-1", "replace").replace(b"(", b"[").replace(b")", b"]")[:80]
    stream = b"BT /F1 12 Tf 72 720 Td (" + shown + b") Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    written = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(written))
    )
