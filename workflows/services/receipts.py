"""The receipt of an answer as a paper, the same that the page and the mail say."""

from workflows.engine.daywords import day_words
from workflows.records.given_answers import ShownResponse
from workflows.services.answers import Grant
from workflows.services.installation import Installation
from workflows.services.papers import Block, Facts, Heading, Paper, Text
from workflows.services.pdf_papers import pdf
from workflows.services.wording import papers as say
from workflows.services.wording.hearings import size_words, stance_words


def receipt_pdf(house: Installation, grant: Grant, version: ShownResponse) -> bytes:
    """The receipt of one version of the party's answer, as accessible PDF."""
    asked, calendar = grant.asked, house.around.calendar
    received = calendar.local(version.received_at)
    title = say.receipt_number(version.receipt)
    return pdf(
        Paper(
            title=title,
            author=house.definitions.municipality.name,
            foot=say.foot_of_case(house.definitions.municipality.name, asked.number),
            made_on=received.date(),
            blocks=(
                Heading(1, title),
                Facts(
                    (
                        (say.CASE, f"{asked.number}, {asked.title}"),
                        (say.ANSWER_FROM, _from(grant, version)),
                        (
                            say.RECEIVED,
                            say.received_line(
                                day_words(received.date()),
                                received,
                                "efter" if version.late else "inden",
                            ),
                        ),
                        (say.ANSWER_SAYS, stance_words(version.stance)),
                        *_files(version),
                    )
                ),
                *_text(version),
                Heading(2, say.QUESTION),
                Text(_contact(grant)),
            ),
        )
    )


def _from(grant: Grant, version: ShownResponse) -> str:
    others = [one.name for one in grant.asked.others if one.id in version.jointly_with]
    return grant.asked.name + (say.together_with(", ".join(others)) if others else "")


def _files(version: ShownResponse) -> list[tuple[str, str]]:
    return [
        (say.ATTACHED, f"{file.name} ({size_words(file.size)})\nSHA-256: {file.sha256}")
        for file in version.files
    ]


def _text(version: ShownResponse) -> list[Block]:
    if not version.text:
        return []
    return [Heading(2, say.REMARKS), Text(version.text)]


def _contact(grant: Grant) -> str:
    asked = grant.asked
    phone = say.and_phone(asked.officer_phone) if asked.officer_phone else ""
    return say.write_to(asked.officer_name, asked.officer_email, phone)
