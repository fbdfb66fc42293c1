"""An officer is away, and a colleague stands in: sees what waits, and is told what happens."""

from tests.desk import ON_SQLITE, Desk, words
from tests.office import Office
from tests.web.test_cases import new_case

pytestmark = ON_SQLITE


def be_away(
    opened: Office, desk: Desk, first: str, last: str, stand_in: str, status: int = 200
) -> str:
    desk.read("/konto/fravaer")
    return words(
        desk.send(
            "/konto/fravaer",
            first=first,
            last=last,
            stand_in=opened.officer(stand_in).id,
            status=status,
        )
    )


def test_the_stand_in_sees_what_waits_and_the_case_tells_who(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    case = new_case(maja, number="23/8")
    said = be_away(opened, maja, "2023-11-02", "2023-11-10", "bo")
    assert "Du er væk fra torsdag den 2. november 2023 til og med fredag den 10." in said
    assert "Bo Bilde er stedfortræder." in said
    assert "Maja Holt er væk fra" in words(bo.read("/konto/fravaer"))
    assert "stedfortræder for" not in words(bo.read("/")), "she is not away yet"
    opened.go_to(2023, 11, 2, 8)
    page = words(bo.read("/"))
    assert "Du er stedfortræder for Maja Holt Til og med fredag den 10. november 2023." in page
    assert "Strategi for frivillighed 23/8" in page
    at_it = words(bo.read(case))
    assert "Maja Holt er væk til og med fredag den 10. november 2023." in at_it
    assert "Stedfortræder: Bo Bilde" in at_it
    opened.go_to(2023, 11, 11, 8)
    assert "stedfortræder for" not in words(bo.read("/"))
    assert "er væk til" not in words(bo.read(case))


def test_what_cannot_be_is_refused_with_what_was_typed(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    said = be_away(opened, maja, "2023-11-10", "2023-11-02", "bo", status=422)
    assert "Den sidste dag ligger før den første" in said
    assert 'value="2023-11-10"' in maja.page
    assert "Dagene er gået" in be_away(opened, maja, "2023-10-01", "2023-10-02", "bo", status=422)
    said = be_away(opened, maja, "2023-11-02", "2023-11-03", "maja", status=422)
    assert "Vælg den kollega" in said
    be_away(opened, maja, "2023-11-02", "2023-11-10", "bo")
    said = be_away(opened, maja, "2023-11-10", "2023-11-12", "bo", status=422)
    assert "Du er allerede væk nogle af de dage" in said
    said = be_away(opened, bo, "2023-11-08", "2023-11-09", "vera", status=422)
    assert "Du er stedfortræder for Maja Holt nogle af de dage" in said
    be_away(opened, bo, "2023-12-01", "2023-12-02", "vera")
    said = be_away(opened, maja, "2023-12-02", "2023-12-05", "bo", status=422)
    assert "Bo Bilde er selv væk nogle af de dage" in said
    maja.read("/konto/fravaer")
    maja.send("/fjern")
    assert "Du er væk" not in words(maja.page)
    be_away(opened, maja, "2023-11-10", "2023-11-12", "bo")


def test_a_closed_case_is_not_shown_to_a_stand_in_who_is_not_named(
    opened: Office, maja: Desk, bo: Desk
) -> None:
    case = new_case(maja, "Lukket navn", number="23/9", openness="closed")
    be_away(opened, maja, "2023-11-01", "2023-11-10", "bo")
    assert "23/9" not in words(bo.read("/"))
    assert bo.client.get(case).status_code == 404
    assert "Stedfortræder:" not in words(maja.read(case))
