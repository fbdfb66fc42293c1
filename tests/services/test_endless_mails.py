"""Mails made to take minutes to read take no longer than others, and stop none."""

import signal
import threading
import time

import pytest

from workflows.services import inbox
from workflows.services.html_words import words_of_html
from workflows.services.limiting import TooSlow, limited
from workflows.services.mail_nature import Nature
from workflows.services.mail_taming import tamed
from workflows.services.reading_mail import read_mail

OURS = "norddjurs.example"
SERVER = b"From: MAILER-DAEMON@x.example\r\nReturn-Path: <>\r\n"
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = b"From: a@b.dk\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"

ENDLESS = {
    "dashes": SERVER + PLAIN + b"-" * 200_000,
    "empty lines": SERVER + PLAIN + b"\r\n" * 100_000,
    "an address without an end": SERVER + PLAIN + b"550 5.1.1 x " + b"a" * 190_000,
    "addresses": SERVER + PLAIN + b"550 5.1.1 " + b"x@a." * 50_000,
    "tags": HTML + b"<a " * 250_000,
    "comments": HTML + b"<!--" * 190_000,
    "comments with an end": HTML + b"<!-- > " * 100_000,
    "instructions": HTML + b"<?" * 350_000,
    "endings": HTML + b"</" * 350_000,
    "sections": HTML + b"<![CDATA[" * 90_000,
    "a long tag": HTML + b"<a " + b"b=c " * 180_000 + b">",
    "a type": PLAIN[:24] + b";" * 3_000_000 + b"\r\n\r\nNej",
    "a folded type": PLAIN[:24] + b";\r\n " * 200_000 + b"\r\n\r\nNej",
    "a boundary": b"Content-Type: multipart/mixed" + b";" * 1_000_000 + b"\r\n\r\nNej",
    "names": PLAIN.replace(b"\r\n\r\n", b"\r\nContent-Disposition: attachment")
    + b"".join(b'; filename*%d*="a"' % n for n in range(100_000)) + b"\r\n\r\nNej",
}  # fmt: skip


@pytest.mark.parametrize("raw", ENDLESS.values(), ids=ENDLESS)
def test_nothing_makes_the_reader_slow(raw: bytes) -> None:
    """A hundred times what each takes; without the taming they take minutes to hours."""
    with limited(20):
        read_mail(raw, OURS)


def test_what_comes_to_an_end_is_read_as_ever() -> None:
    page = "<p>3 < 4, og <!-- ikke dette --><b title='x'>dette</b><![if !mso]> også</p><br>slut"
    assert words_of_html(page) == "3 < 4, og dette også\nslut"
    assert tamed(page).count("<b title") == 1


def test_what_takes_too_long_is_cut_off_and_the_alarm_given_back() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TooSlow), limited(0.01):
        threading.Event().wait(20)
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_other_threads_are_not_limited() -> None:
    done: list[float] = []

    def work() -> None:
        with limited(0.001):
            done.append(time.monotonic())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


def test_the_id_of_another_programs_mail_is_no_sign_of_a_machine() -> None:
    raw = (
        b"From: handicapraad@norddjurs.example\r\nX-Mailer: Apple Mail\r\n"
        b"Message-ID: <7E58EC0A-1B2C-4D3E-8F90-A1B2C3D4E5F6@norddjurs.example>\r\n"
        b"Subject: SV: Sag\r\n" + PLAIN + b"Vi kan ikke st\xc3\xb8tte forslaget."
    )
    mail = read_mail(raw, OURS)
    assert mail.nature is Nature.PERSON
    assert mail.own_ids == ("7e58ec0a-1b2c-4d3e-8f90-a1b2c3d4e5f6",)


def test_any_server_that_found_it_forged_makes_it_so() -> None:
    raw = (
        b"From: a@b.dk\r\nAuthentication-Results: mx; spf=pass\r\n"
        b"Authentication-Results: mx; dmarc=fail\r\n" + PLAIN + b"Ja"
    )
    assert not read_mail(raw, OURS).genuine


def test_reading_takes_less_than_the_lock_of_whoever_collects_lasts_in_silence() -> None:
    assert inbox.LONGEST_READING < 30
