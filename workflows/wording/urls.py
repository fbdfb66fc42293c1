"""Says in Danish what is wrong with an address in the settings."""

SQLITE_NEEDS_A_FILE = "SQLite skal have en fil, for flere processer deler den"


def is_no_database(url: str) -> str:
    return (
        f"»{url}« er ikke en database, der kendes — skriv postgresql://bruger:kode@vært/navn eller "
        "sqlite:////sti/til/fil.db"
    )


def has_several_ats(url: str) -> str:
    return f"»{url}« har flere @ — skriv %40 for et @ i navn eller kode"


def names_no_database(url: str) -> str:
    return f"»{url}« nævner ikke databasens navn"


def names_no_file(url: str) -> str:
    return f"»{url}« nævner ingen fil — fire skråstreger: sqlite:////sti/til/fil.db"


def has_a_question_mark(url: str) -> str:
    return f"»{url}« har et spørgsmålstegn — i en fils navn skrives det %3F"


def must_begin_with(url: str, one: str, other: str) -> str:
    return f"»{url}« skal begynde med {one}:// eller {other}:// og nævne en vært"


def ends_strangely(url: str) -> str:
    return f"»{url}« slutter med andet, end der kan læses — for eksempel ?per_minute=30"


def lacks_a_login(url: str) -> str:
    return (
        f"»{url}« mangler postkassens brugernavn eller adgangskode — skriv "
        "imaps://bruger:kode@vært/INBOX"
    )


def is_no_base_for_links(url: str) -> str:
    return (
        f"»{url}« kan links ikke begynde med — skriv kun http eller https, vært og eventuelt port, "
        "for eksempel https://sager.kommune.example"
    )


def must_be_a_socket(url: str) -> str:
    return f"»{url}« skal være tcp://vært:port eller unix:///sti"


def cannot_be_read(url: str) -> str:
    return f"»{url}« kan ikke læses som en adresse"


def has_breaks_or_unseen(url: str) -> str:
    return f"»{url}« har linjeskift eller usynlige tegn"
