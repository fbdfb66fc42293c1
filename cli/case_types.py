"""The case type that a command is asked to go by."""

from cli.wording import cases as say
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
        raise WrongInput(say.no_such_case_type(asked, ", ".join(types)))
    return types[name]
