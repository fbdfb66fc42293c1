"""Says in Danish what can be opened now that the installation runs."""

from pathlib import Path

ADD_AN_OFFICER = "SAGSGANG_DATA={data} sagsgang officer add BRUGERNAVN --name NAVN --email ADRESSE"
IS_RUNNING = "Sagsgang kører — Ctrl-C standser det hele"
NO_OFFICER_YET = "  Her er ingen sagsbehandler endnu. Opret den første i et andet vindue:"
SIGN_IN_LINE = "  Log ind som sagsbehandler (linket virker én gang):"


def cases_line(base_url: str) -> str:
    return f"  Sager          {base_url}/sager"


def hearings_line(base_url: str) -> str:
    return f"  Høringer       {base_url}/hoeringer (det, alle kan se)"


def data_line(data: Path) -> str:
    return f"  Data og log    {data}"


def answer_line(answers_as: str) -> str:
    return f"  Svar på en høring som {answers_as} (linket er klar til et klik):"


def mailbox_line(base_url: str) -> str:
    return f"  Postkasse      {base_url}/postkasse"
