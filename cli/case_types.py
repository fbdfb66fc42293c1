"""The case type that a command is asked to go by."""

from workflows.engine.definition import CaseType, Definitions
from workflows.engine.errors import WrongInput
from workflows.engine.sagsgang import on_one_line


def chosen_type(defined: Definitions, name: str | None) -> CaseType:
    """The one asked for; without a name the first, which is the usual one. Raises WrongInput."""
    types = defined.case_types
    if name is None:
        return next(iter(types.values()))
    if name not in types:
        asked = on_one_line(name)
        raise WrongInput(f"Sagstypen »{asked}« findes ikke — vælg en af: {', '.join(types)}")
    return types[name]
