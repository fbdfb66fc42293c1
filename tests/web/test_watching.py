"""The button by which an officer follows a case, and the list of those."""

from tests.desk import ON_SQLITE, Desk, words
from tests.web.test_cases import new_case

pytestmark = ON_SQLITE


def test_a_case_is_followed_and_listed_until_it_is_not(maja: Desk, bo: Desk) -> None:
    case = new_case(maja)
    assert "Her er ingen sager" in words(bo.read("/sager?vis=foelger"))
    bo.read(case)
    assert "Følg ikke sagen længere" in words(bo.send("/foelg"))
    assert bo.path == case
    assert "Strategi for frivillighed" in words(bo.read("/sager?vis=foelger"))
    assert "Strategi for frivillighed" not in words(maja.read("/sager?vis=foelger"))
    bo.read(case)
    assert "Følg sagen" in words(bo.send("/foelg"))
    assert "Strategi for frivillighed" not in words(bo.read("/sager?vis=foelger"))


def test_a_case_that_is_not_seen_is_not_followed(maja: Desk, bo: Desk) -> None:
    case = new_case(maja, openness="closed")
    bo.read("/")
    key = bo.form("/log-ud")["form_key"]
    answer = bo.client.post(f"{case}/foelg", data={"form_key": key, "follow": "yes"})
    assert answer.status_code == 404
