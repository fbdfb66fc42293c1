"""Whether cases of a type can go by a route: one with a hearing needs a type that has any."""

from collections.abc import Iterable

from workflows.engine.definition import CaseType
from workflows.engine.errors import WrongInput
from workflows.engine.route import Step
from workflows.engine.vocabulary import StepKind
from workflows.engine.wording import routes as say


def lacks_hearings(steps: Iterable[Step], case_type: CaseType) -> bool:
    """Whether a case would come to a hearing for which its type knows no kind, and stay there."""
    return not case_type.hearings and any(step.kind is StepKind.HEARING for step in steps)


def require_hearings_for(steps: Iterable[Step], case_type: CaseType) -> None:
    """Raise WrongInput, about the field `route`, where the type lacks what the steps need."""
    if lacks_hearings(steps, case_type):
        raise WrongInput(
            say.type_has_no_hearing(case_type.title),
            "route",
        )
