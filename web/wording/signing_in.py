"""Says in Danish why somebody is not signed in."""

PROVIDER_IS_SILENT = (
    "Kommunens login svarer ikke. Prøv igen om lidt, eller log ind på en anden måde."
)
NOT_SIGNED_IN = "Du blev ikke logget ind. Prøv igen."
CODE_IS_WRONG_OR_USED = "koden er forkert eller brugt — vent på den næste i appen, og skriv den"
TOO_MANY_WRONG_CODES = "for mange forkerte koder — vent fem minutter, og prøv igen"
DO_NOT_MATCH = "Brugernavn og adgangskode passer ikke sammen."
TOO_MANY_TRIES = "For mange forkerte forsøg. Vent fem minutter, og prøv igen."
TOOK_TOO_LONG = "Det tog for lang tid. Log ind igen."
CODE_WAS_WRONG_OR_USED = "Koden er forkert eller brugt. Vent på den næste i appen, og skriv den."
