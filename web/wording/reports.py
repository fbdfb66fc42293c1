"""Says in Danish why a report is not kept or not finished."""

ANOTHER_HAS_WRITTEN = "En anden har skrevet i notatet i mellemtiden"
WRITE_THEM_TOGETHER = "Intet er gemt. Begge tekster står nedenfor: skriv dem sammen, og gem igen."
REPORT_IS_NOT_FINISHED = "Notatet er ikke gjort færdigt"
CHANGED_OR_ANSWERED_SINCE = "Det er ændret, eller der er kommet et svar, siden du åbnede siden."
KEPT_LOOK_THROUGH = "Det, du skrev, er gemt. Se notatet igennem, og gør det så færdigt."
PAGE_CAME_IN_PART = "siden kom ikke hel frem; åbn den igen"
