"""Says in Danish what days, periods and timetables are, and why one cannot be."""

STANDS_IN_THE_CALENDAR = "står i mødekalenderen"
WRITE_A_PERIOD = "skriv for eksempel `4 uger`, `14 dage`, `10 hverdage` eller `1 måned`"
DEPENDS_ON_THE_STEP_BEFORE = "dagen afhænger af trinnet før"
HAS_NO_CALENDAR = "har ingen mødekalender; dagen kendes ikke"
CALENDAR_HAS_ENDED = "mødekalenderen har ikke flere møder"
NO_MEETING_EARLY_ENOUGH = "mødekalenderen har intet møde, der er tidligt nok"
NOTHING_TO_PLAN_BACK_FROM = "sagsgangen har intet møde at planlægge tilbage fra"
DEPENDS_ON_THE_STEP_AFTER = "dagen afhænger af trinnet efter"
TYPE_HAS_NO_HEARING = "sagstypen har ingen slags høring"
AGENDA_IS_SENT_OUT = "dagsordenen sendes ud"
BETWEEN_THE_DATE_AND_THE_PROPOSED = "mellem datoen og den foreslåede"
NOT_A_WORKDAY = "ikke en hverdag"
IS_AMBIGUOUS = "er tvetydig"
IS_NO_DATE = "er ikke en dato"
AGENDA_CLOSES = "dagsordenen lukker"


def is_no_rule(text: str) -> str:
    return f'{text} er ikke en regel — skriv som "tredje tirsdag" eller "sidste torsdag"'


def is_no_month(text: str) -> str:
    return f'{text} er ikke en måned — skriv som "juli"'


def rule_of_the_month(text: str) -> str:
    return f"{text} i måneden"


def moved_from(day: str, reason: str) -> str:
    return f"flyttet fra {day}: {reason}"


def is_no_period(text: str) -> str:
    return f"{text} er ikke en periode — {WRITE_A_PERIOD}"


def is_no_whole_count(text: str) -> str:
    return f"{text} er ikke et helt antal — {WRITE_A_PERIOD}"


def is_negative(text: str) -> str:
    return f"{text} er negativ — skriv perioden uden minus"


def has_no_unit(text: str) -> str:
    return f"{text} mangler en enhed — {WRITE_A_PERIOD}"


def has_an_unknown_unit(text: str, unit: str, hint: str) -> str:
    return f"{text} har en ukendt enhed, {unit} — {hint}"


def is_too_long(text: str, most: str) -> str:
    return f"{text} er for længe — højst {most}"


def is_zero(text: str) -> str:
    return f"{text} er nul — perioden skal være mindst 1"


def has_no_meeting_on(title: str, day: str, nearest: str) -> str:
    return f"{title} har intet møde {day} — de nærmeste er {nearest}"


def no_workday_near(day: str) -> str:
    return f"der er ingen hverdag at finde ved {day}"


def is_outside_the_calendar(period: str, way: str, day: str) -> str:
    return f"{period} {way} {day} ligger uden for kalenderen — år 1 til 9999 kan bruges"


def before_the_meeting(period: str) -> str:
    return f"{period} før mødet"


def day_is_called(month_day: str, called: str) -> str:
    return f"{month_day} er {called}"


def day_from_a_day(period: str, start: str, day: str) -> str:
    return f"{period} fra {start} er {day}"


def found_a_workday(found: str) -> str:
    return f"{found}, en hverdag"


def found_and_proposed(found: str, why: str | None, proposed: str) -> str:
    return f"{found}, {why}; foreslået: {proposed}"


def month_has_only(month: str, days: int) -> str:
    return f"{month} har kun {days} dage"


def no_workdays_between(where: str, passed_over: str) -> str:
    return f"ikke hverdage {where}: {passed_over}"


def holidays_are_unknown_after(year: int) -> str:
    return f"helligdage efter {year} kendes ikke og er ikke regnet med"


def day_is_outside_the_calendar(day: str) -> str:
    return f"{day} ligger uden for kalenderen — vælg en tidligere dag"


def write_the_date_as(quoted: str, what: str) -> str:
    return f"{quoted} {what} — skriv datoen som 2027-02-28 eller 28-02-2027"


def years_begin_with_one(quoted: str) -> str:
    return f"datoen {quoted} findes ikke — årene begynder med 1"


def months_go_to_twelve(quoted: str) -> str:
    return f"datoen {quoted} findes ikke — månederne går fra 1 til 12"


def month_has_days(quoted: str, month: str, days: int) -> str:
    return f"datoen {quoted} findes ikke — {month} har {days} dage"


def did_you_mean(fitting: str) -> str:
    return f"mente du `{fitting}`?"


def lies_outside_the_calendar(day_figures: str) -> str:
    return f"{day_figures} ligger uden for kalenderen"
