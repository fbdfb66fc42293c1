"""Says in Danish what each command does, in the list of them."""

from collections.abc import Mapping

SUMMARIES: Mapping[str, str] = {
    "check": "Find alle fejl i en mappe med definitioner",
    "deadline": "Beregn en frist, og sig hvorfor",
    "definitions": "Definitionerne, som de er, og som de var",
    "demo": "Spil sager fra udarbejdelse til afslutning i en tom mappe",
    "doctor": "Se efter, om installationen har det godt",
    "erase": "Slet indholdet af journallinjer, og lad journalen sige det",
    "export": "Skriv en hel sag i én ZIP, eller alle sagers hændelser",
    "import": "Før en sag ind fra et dagsordenspunkts tekst",
    "migrate": "Bring databasen til dette programs skema",
    "officer": "Sagsbehandlernes konti",
    "outbox": "Vis de mails, der venter, og hold dem tilbage",
    "replay": "Gå sagernes journaler igennem med dette programs regler",
    "route": "Læs en sagsgang, som den står på en dagsorden",
    "serve": "Kør hele installationen på denne maskine",
    "sweep": "Gør det, hvis frist er kommet",
    "timetable": "Skriv en tids- og procesplan",
    "token": "Adgang til API'et for andre systemer",
    "verify": "Regn journalernes kæder efter",
}
