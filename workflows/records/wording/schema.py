"""Says in Danish why a database cannot be used."""

DATABASE_IS_OLD = "Databasen mangler at blive opdateret: kør »sagsgang migrate«"


def no_such_database(file: str) -> str:
    return (
        f"Databasen {file} findes ikke: ret SAGSGANG_DATA eller SAGSGANG_DATABASE_URL, eller kør "
        "»sagsgang migrate« for en ny"
    )


def cannot_be_used(where: str, why: str) -> str:
    return f"Databasen {where} kan ikke bruges: {why}"


def database_is_newer(current: str) -> str:
    return f"Databasen er på {current}, som er nyere end dette program: opdatér programmet"


def has_no_one_version(count: int) -> str:
    return (
        f"Databasen har tabeller, men alembic_version har {count} versioner i stedet for én: hent "
        "den fra en sikkerhedskopi"
    )
