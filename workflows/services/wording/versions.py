"""Says in Danish why a version of the definitions is not kept."""

IS_NO_ZIP = "Filen kan ikke læses som en ZIP — vælg en anden"
NO_TOML_IN_THE_ZIP = "Der er ingen .toml-filer i den ZIP — vælg en anden"
ZIP_IS_TOO_LARGE = "Filerne i den ZIP fylder tilsammen mere end 1 MB"
AS_THE_FOLDER_WAS = "Som mappen var, før den første ændring her"
WRITE_WHAT_CHANGED_AND_WHY = "Skriv, hvad der er ændret og hvorfor"
NOTHING_WAS_CHANGED = "Der er ikke ændret noget, så der er intet at gemme"


def too_many_files_in_the_zip(most_files: int) -> str:
    return f"Der er mere end {most_files} filer i den ZIP — tag de øvrige ud"


def file_is_not_utf8(name: str) -> str:
    return f"»{name}« er ikke UTF-8 — gem den som UTF-8, og pak filerne igen"


def cases_have_begun_with(version: int) -> str:
    return f"sager er begyndt med version {version}, og den havde andet indhold"


def write_version(version: int) -> str:
    return f"skriv version = {version}, også når det er ordene i words.toml, der er ændret"
