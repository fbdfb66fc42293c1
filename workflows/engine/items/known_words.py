"""Common words of agenda items with æ, ø and å, for texts that lost them."""

KNOWN_WORDS = frozenset((
    "Socialområdet", "afgørelse", "afsat", "afsæt", "behøver", "beløb", "beløbet", "bemærker",
    "bemærkning", "bemærkninger", "beskæftigelse", "borgmesterens", "byrådet", "både", "børn",
    "daginstitutionsområdet", "drøftelse", "drøftes", "drøftet", "familieområdet", "forelægges",
    "forhøjes", "forlængelse", "formål", "fraværende", "fremlægges", "fælles", "følge",
    "følges", "først", "gennemført", "godkendelse", "grøn", "halvår", "handicapråd", "høring",
    "høringssvar", "indebære", "indstiller", "iværksætte", "iværksættelse", "iværksættes",
    "kommunalbestyrelsesmødet", "kræver", "lukket", "medarbejderrepræsentanter", "miljø",
    "mindre", "målsætning", "målsætninger", "møde", "møder", "mødet", "nedsættes", "nærmere",
    "næste", "nøgleord", "også", "område", "områder", "området", "omsætte", "omsættes",
    "opfølgning", "pejlemærker", "på", "påbegyndt", "pårørende", "pårørenderåd", "rådet",
    "rådighed", "række", "sammenhæng", "skoleområdet", "større", "støtter", "således", "søger",
    "tiltrådt", "trafiksikkerhed", "tværgående", "tydeliggør", "udgør", "udmønte", "udsættes",
    "udvalgsområde", "understøttelse", "undersøgelse", "undersøgelsen", "væsentlig", "åben",
    "åbent", "år", "årene", "året", "årets", "årlig", "ældre", "ældreråd", "ændret", "ændring",
    "ændringer", "ændringsforslag", "økonomi", "økonomiske", "ønske", "ønsker",
))  # fmt: skip
"""Only words that nothing else is spelled as without the letter."""
