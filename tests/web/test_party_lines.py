"""The lines of a plan about parties that are no bodies."""

from web.party_lines import with_day


def test_a_day_is_given_to_the_party_of_a_line_whatever_its_name_has_in_it() -> None:
    lines = "Råd; Nord; a@x.example; 2023-12-05\nRåd; b@x.example\nRåd; Nord; c@x.example"
    assert with_day(lines, "Råd; Nord", "2023-12-12") == (
        "Råd; Nord; a@x.example; 2023-12-12\nRåd; b@x.example\nRåd; Nord; c@x.example; 2023-12-12"
    )
