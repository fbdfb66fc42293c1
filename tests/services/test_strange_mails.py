"""Mails as programs and people make them though no standard says so: nothing of them is lost."""

from base64 import encodebytes

import pytest

from workflows.engine.link_secrets import CUT, without_link_secrets
from workflows.services.html_words import words_of_html
from workflows.services.links import token
from workflows.services.mail_headers import MOST_BYTES
from workflows.services.mail_nature import Nature
from workflows.services.mail_original import without_secrets
from workflows.services.reading_mail import ReadMail, read_mail

OURS = "norddjurs.example"
ID = "018b89e5-7c00-78b3-af86-73371934cad9"
SECRET = token(b"some key", ID, 1, 0)
PARTS = b"Content-Type: %s; boundary=x\r\n\r\n"


def read(*lines: str | bytes) -> ReadMail:
    raw = b"\r\n".join(one if isinstance(one, bytes) else one.encode() for one in lines)
    return read_mail(raw, OURS)


@pytest.mark.parametrize(
    ("written", "sender", "name"),
    [
        (
            "=?utf-8?q?formand=40handicapraadet=2Eexample?= <ond@fremmed.example>",
            "ond@fremmed.example",
            "formand@handicapraadet.example",
        ),
        ("=?iso-8859-1?Q?S=F8rensen=2C_Bo?= <bo@raad.example>", "bo@raad.example", "Sørensen, Bo"),
        ('"Berg, Bo" <bo@raad.example>', "bo@raad.example", "Berg, Bo"),
        ("Bo Sørensen <bo@raad.example>", "bo@raad.example", "Bo Sørensen"),
    ],
)
def test_the_sender_is_the_address_whatever_the_name_looks_like(
    written: str, sender: str, name: str
) -> None:
    mail = read(f"From: {written}", "", "Ja")
    assert (mail.sender, mail.sender_name) == (sender, name)


@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_a_header_with_its_letters_as_they_are_is_read(charset: str) -> None:
    mail = read("From: a@b.dk", "Subject: Høring om æøå".encode(charset), "", "Ja")
    assert mail.subject == "Høring om æøå"


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("utf-8", "Vi støtter på Ørum. ".encode() * 3 + b"\xe6", "Vi støtter på Ørum. " * 3 + "�"),
        ("iso-8859-1", "“Nej” – tak".encode("cp1252"), "“Nej” – tak"),
        ("utf-8", "Støtter ændringen på Ørum".encode("cp1252"), "Støtter ændringen på Ørum"),
        ("us-ascii", "Støtter".encode(), "Støtter"),
        ("punycode", b"Nej", "Nej"),
    ],
)
def test_a_few_wrong_bytes_spoil_no_text(charset: str, raw: bytes, text: str) -> None:
    mail = read("From: a@b.dk", f"Content-Type: text/plain; charset={charset}", "", raw)
    assert mail.contents.text == text


def test_a_text_that_is_cut_within_a_letter_is_read_as_it_is_written() -> None:
    raw = b"a" * (MOST_BYTES - 1) + "æ".encode()
    mail = read("From: a@b.dk", "Content-Type: text/plain; charset=utf-8", "", raw)
    assert mail.contents.cut
    assert set(mail.contents.text) == {"a"}


def test_cells_and_headings_stand_apart() -> None:
    rows = "<tr><td>Budget 2027</td><td>500</td></tr><tr><th>Støtter I?</th><td>Nej</td></tr>"
    table = f"<table>{rows}</table>"
    assert words_of_html(table) == "Budget 2027 | 500\nStøtter I? | Nej"
    page = "<h4>Punkt 1</h4>Vi siger nej<h5>Punkt 2</h5>ja<dl><dt>A<dd>B</dl>slut<pre>en\nto</pre>"
    said = "Punkt 1 Vi siger nej Punkt 2 ja A B slut en to"
    assert " ".join(words_of_html(page).split()) == said
    assert "Punkt 1\nVi siger nej\nPunkt 2\nja\n" in words_of_html(page).replace("\n\n", "\n")
    assert words_of_html(page).endswith("en\nto")


def test_markup_before_the_words_hides_none_of_them() -> None:
    head = ("From: a@b.dk", "Content-Type: text/html; charset=utf-8", "")
    styled = read(*head, "<style>" + "a{b:c} " * 130_000 + "</style><p>Vi er imod.</p>")
    assert styled.contents.text == "Vi er imod."
    drawn = read(*head, f'Hej.<img src="data:image/png;base64,{"A" * 900_000}"><p>Vi er imod.</p>')
    assert drawn.contents.text == "Hej.\nVi er imod."


def test_the_only_way_that_an_answer_is_written_in_is_kept_as_a_file() -> None:
    mail = read(
        "From: a@b.dk", PARTS % b"multipart/alternative" + b"--x", "Content-Type: text/plain", "",
        "", "--x", "Content-Type: text/rtf", "", "{\\rtf1 Nej}", "--x--",
    )  # fmt: skip
    assert [file.content.strip() for file in mail.contents.files] == [b"{\\rtf1 Nej}"]
    assert not mail.is_empty


@pytest.mark.parametrize("kind", ["multipart/alternative", "multipart/mixed"])
def test_parts_without_a_boundary_are_kept_as_a_file(kind: str) -> None:
    assert not read("From: a@b.dk", f"Content-Type: {kind}", "", "Vi er imod.").is_empty


def test_what_stands_around_the_parts_is_read_but_for_the_notice() -> None:
    def around(before: str) -> str:
        return read(
            "From: a@b.dk", PARTS % b"multipart/mixed" + before.encode(), "--x",
            "Content-Type: text/plain", "", "Mvh Bo", "--x--", "PS: også nej",
        ).contents.text  # fmt: skip

    assert around("Vores svar er nej.") == "Vores svar er nej.\n\nMvh Bo\n\nPS: også nej"
    assert around("This is a multi-part message in MIME format.").startswith("Mvh Bo")


def test_what_was_attached_is_kept_though_it_has_an_id_or_is_of_a_report() -> None:
    mail = read(
        "From: a@b.dk", PARTS % b"multipart/mixed" + b"--x",
        'Content-Type: application/pdf; name="svar.pdf"', "Content-Disposition: inline",
        "Content-ID: <1@apple>", "", "%PDF-1.4", "--x", "Content-Type: text/rfc822-headers",
        'Content-Disposition: attachment; filename="svar.txt"', "", "Nej", "--x",
        "Content-Type: image/png", "Content-ID: <2@x>", "", "logo", "--x--",
    )  # fmt: skip
    assert [(file.name, file.within) for file in mail.contents.files] == [
        ("svar.pdf", False), ("svar.txt", False), ("fil", True),
    ]  # fmt: skip


def test_what_a_list_passes_on_is_a_persons_to_see() -> None:
    mail = read(
        "From: a@b.dk", "Precedence: bulk", "List-Id: <raad.example>",
        "Subject: Ferie i dagtilbud: vores svar", "", "Vi er imod.",
    )  # fmt: skip
    assert mail.nature is Nature.UNSURE


@pytest.mark.parametrize(
    "packed", ["%2F{}", "%252F{}", "%25252F{}", "%3D{}", "-2F{}", "/{}&data=1", "={}"]
)
@pytest.mark.parametrize("dot", [".", "%2E", "%252e", "=2E"])
def test_a_secret_is_cut_however_filters_packed_it(packed: str, dot: str) -> None:
    link = packed.format(SECRET.replace(".", dot))
    assert SECRET.partition(".")[2] not in without_link_secrets(link)
    assert CUT in without_link_secrets(link)


def test_a_packing_with_a_comment_is_unpacked() -> None:
    text = f"Svar: https://norddjurs.example/svar/{ID}/{SECRET}"
    raw = (
        b"From: a@b.dk\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: Base64 (x)\r\n\r\n"
        + encodebytes(text.encode())
    )
    assert read_mail(raw, OURS).contents.text == f"Svar: https://norddjurs.example/svar/{ID}/{CUT}"
    assert encodebytes(text.encode()).strip() not in without_secrets(raw)
