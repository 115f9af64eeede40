"""The words of harm: verbs, nouns and the people they befall, all in lower case."""

from __future__ import annotations

import re
from typing import Final

from vedette.model.mention import Effect

PAST: Final[dict[str, Effect]] = {
    **dict.fromkeys(
        "killed slain murdered assassinated executed massacred slaughtered beheaded lynched eliminated neutralised neutralized liquidated"
        " electrocuted strangled".split(),
        "killed",
    ),
    **dict.fromkeys("injured wounded hurt maimed hospitalised hospitalized concussed".split(), "injured"),
    **dict.fromkeys("abducted kidnapped kidnaped".split(), "missing"),
    "shot": "harmed",
}  # fmt: skip
"""Participles and pasts; whether the people stand left or right of them is read from the clause."""
GERUND: Final[dict[str, Effect]] = {
    **dict.fromkeys("killing murdering assassinating executing massacring slaughtering beheading".split(), "killed"),
    **dict.fromkeys("injuring wounding hurting maiming".split(), "injured"),
    **dict.fromkeys("abducting kidnapping".split(), "missing"),
}
PRESENT: Final[dict[str, Effect]] = {
    **dict.fromkeys("kill kills murder murders assassinate assassinates".split(), "killed"),
    **dict.fromkeys("injure injures wound wounds".split(), "injured"),
    **dict.fromkeys("abduct abducts kidnap kidnaps".split(), "missing"),
}
PHRASES: Final[dict[tuple[str, ...], Effect]] = {
    ("shot", "dead"): "killed", ("gunned", "down"): "killed", ("hacked", "to", "death"): "killed", ("beaten", "to", "death"): "killed",
    ("stabbed", "to", "death"): "killed", ("burnt", "alive"): "killed", ("burned", "alive"): "killed", ("burnt", "to", "death"): "killed",
    ("burned", "to", "death"): "killed", ("stoned", "to", "death"): "killed", ("beat", "to", "death"): "killed", ("crushed", "to", "death"): "killed",
    ("put", "to", "death"): "killed", ("shot", "and", "killed"): "killed", ("shot", "and", "wounded"): "injured", ("shot", "and", "injured"): "injured",
    ("shooting", "dead"): "killed", ("gunning", "down"): "killed", ("shot", "to", "death"): "killed", ("strangled", "to", "death"): "killed",
    ("abducted", "and", "killed"): "killed", ("kidnapped", "and", "killed"): "killed", ("taken", "hostage"): "missing", ("taken", "captive"): "missing",
    ("took", "hostage"): "missing", ("held", "hostage"): "missing", ("found", "dead"): "killed", ("found", "murdered"): "killed", ("pronounced", "dead"): "killed",
    ("done", "to", "death"): "killed",
}  # fmt: skip
"""Verbs of several words, longest tried first; they behave like a past."""
INTRANSITIVE: Final[dict[tuple[str, ...], Effect]] = {
    ("died",): "killed", ("dies",): "killed", ("die",): "killed", ("perished",): "killed", ("succumbed",): "killed",
    ("lost", "his", "life"): "killed", ("lost", "her", "life"): "killed", ("lost", "their", "lives"): "killed", ("lost", "its", "life"): "killed",
    ("went", "missing"): "missing", ("gone", "missing"): "missing",
}  # fmt: skip
NOUNS: Final[dict[str, Effect]] = {
    "deaths": "killed", "death": "killed", "fatalities": "killed", "fatality": "killed", "dead": "killed", "lives": "killed", "martyrs": "killed",
    "injuries": "injured", "injury": "injured", "wounded": "injured", "injured": "injured", "casualties": "harmed", "casualty": "harmed",
    "hostages": "missing", "abductions": "missing", "kidnappings": "missing", "missing": "missing", "hostage": "missing", "corpses": "killed", "bodies": "killed",
}  # fmt: skip
OF_NOUNS: Final[dict[str, Effect]] = {
    **dict.fromkeys(
        "death deaths killing killings murder murders assassination assassinations execution executions".split(),
        "killed",
    ),
    **dict.fromkeys("lives life bodies corpses body corpse".split(), "killed"),
    **dict.fromkeys("wounding".split(), "injured"),
    **dict.fromkeys("abduction abductions kidnapping kidnappings".split(), "missing"),
}
"""Nouns that take their people after "of"; "lives of" and "life of" only after a verb of taking."""
UNSURE: Final = frozenset(
    "executed executing executions execution eliminated neutralised neutralized liquidated hurt hurting shot missing lost wound wounds body corpse bodies corpses".split()
)
"""Words that tell harm to people only with people beside them ("executed a warrant", "neutralised a mine")."""

BE: Final = frozenset("was were been being is are be got get am".split())
SINGULAR_BE: Final = frozenset("was is".split())
ADVERBS: Final = frozenset(
    "also reportedly allegedly instantly immediately later then critically seriously severely badly gravely lightly slightly fatally brutally all both"
    " each either subsequently eventually apparently mistakenly accidentally deliberately previously recently already mortally mostly only just either"
    " too themselves himself herself now there not never n't so still confirmed feared believed".split()
)
PREPOSITIONS: Final = frozenset(
    "in on at near by with from of for to during inside outside into onto under over around along against between among across through towards toward"
    " within behind above below beside aboard via despite off without upon amid per after before following as than like".split()
)
BREAKS: Final = frozenset(
    "when while because although though but if whereas whereby until unless since where ; : . ! ? \" “ ” '' ``".split()
)
RELATIVES: Final = frozenset("who which that whom".split())
DETERMINERS: Final = frozenset("a an one another".split())
DEFINITE: Final = frozenset("the his her its their this that our my your former top senior".split())
NOBODY: Final = frozenset("nobody none no-one".split())
VERBS: Final = frozenset(
    "hit struck fired left took set blew threw broke came went had has have said told did does do opened attacked ambushed raided exploded detonated"
    " claimed reported stormed landed fell crashed targeted burned burnt torched destroyed damaged caused began started arrested".split()
)
ADJECTIVE_ED: Final = frozenset(
    "armed suspected alleged unidentified uniformed masked retired wounded injured unarmed banned hired wanted outlawed so-called allied iran-backed"
    " identified unnamed married kidnapped abducted detained displaced accused convicted united red hundred self-styled tribal-based".split()
)
COLLECTIVE: Final = frozenset(
    "family group team crew patrol squad convoy party unit gang couple police army force public crowd population village town city bus car vehicle truck"
    " helicopter train house building bridge base post engine bill deal proposal economy plan cattle livestock dog animal drone rocket missile pride"
    " attack operation explosion blast bomb shot fire area number people".split()
)
"""Singular nouns that do not stand for one person."""
SERIOUS: Final = frozenset(
    "seriously critically severely gravely badly grievously critical serious severe grievous life-threatening".split()
)
CIVILIAN: Final = frozenset(
    "civilian civilians villager villagers woman women child children bystander bystanders passer-by passers-by resident residents farmer farmers student"
    " students teacher teachers worker workers journalist journalists pilgrim pilgrims shopkeeper shopkeepers trader traders driver drivers boy boys girl girls"
    " infant infants baby babies pedestrian pedestrians passenger passengers shopper shoppers worshipper worshippers schoolchildren schoolgirl schoolboy toddler"
    " tourist tourists peasant peasants labourer labourers laborer laborers doctor doctors nurse nurses priest priests wife husband mother father daughter son"
    " sister brother contractor contractors sailor sailors seafarer seafarers".split()
)
_PERSON: Final = re.compile(
    r"(?:\w*(?:men|man|women|woman|people|persons?|children|child|troops|personnel|police|jawans?|ists?|ians?|cadres?|rebels?|guerrillas?|fighters?|soldiers?"
    r"|militants?|insurgents?|civilians?|villagers?|members?|leaders?|officers?|officials?|commanders?|guards?|terrorists?|militia(?:men)?|others?|victims?|boys?|girls?"
    r"|commandos?|constables?|inspectors?|sergeants?|lieutenants?|captains?|recruits?|cops?|agents?|informers?|kids?|teens?|teenagers?|infants?|bab(?:y|ies)|youths?"
    r"|forces|sfs|spos?|hostages?|protest[eo]rs?|demonstrators?|marines?|airmen|service\s?members?|marchers|voters|citizens?|nationals?|refugees?|hunters?|pilots?"
    r"|attackers?|assailants?|bombers?|assassins?|robbers?|suspects?|activists?|politicians?|judges?|mayors?|ministers?|deputies|priests?|nuns?|monks?|lawyers?"
    r"|americans?|iraqis?|syrians?|israelis?|palestinians?|kurds?|afghans?|somalis?|of\sthem|wife|husband|mother|father|sons?|daughters?|sisters?|brothers?|cousins?|uncles?"
    r"|relatives?|parents?|friends?|famil(?:y|ies)|couples?|pirates?|bandits?|gangsters?|traffickers?|reservists?|conscripts?|paratroopers?|rangers?|troopers?)|"
    + "|".join(re.escape(word) for word in sorted(CIVILIAN))
    + r")"
)


def is_person(word: str) -> bool:
    """Whether a noun in lower case stands for people."""
    return len(word) < 40 and (_PERSON.fullmatch(word) or _PERSON.fullmatch(word.rpartition("-")[2])) is not None


MODAL: Final = re.compile(
    r"\b(?:could|might|may|would|should|can|cannot|if|whether|unless|potential(?:ly)?|risks?|fears?|feared|fearing|threat(?:s|en(?:s|ed|ing)?)?|vow(?:s|ed|ing)?|want(?:s|ed)?|aim(?:s|ed|ing)?"
    r"|plan(?:s|ned|ning)?|plot(?:s|ted|ting)?|attempt(?:s|ed|ing)?|tried|trying|intend(?:s|ed)?|rather\sthan|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|avert(?:s|ed|ing)?|how\sto|likely|possib(?:le|ly)|capable"
    r"|failed(?!\sto\s(?:detonate|explode|go\soff)\b)|without|will|order(?:s|ed)?\sto|bid|warn(?:s|ed|ing)?|narrowly|hop(?:e|es|ed|ing)|supposed|meant|bounty|reward|escaped?|conspir\w+|instead\sof|deni(?:es|ed))\b|\bto$"
)
"""Words before an effect that take it out of what happened."""
FAR_MODAL: Final = re.compile(
    r"\b(?:how\sto\s(?!\w+ed\b)|in\s(?:the\s)?(?:case|event)\sof|risks?\s(?:of|that)|what\sif|potential\s(?:for|of)|likelihood|possibility)\b[^.;]*$"
)
"""Words that make all of the rest of their sentence a supposition."""
AGGREGATE: Final = re.compile(
    r"\b(?:ever\s)?since\s(?:then|(?:the\s)?(?:start|beginning|outbreak|last|early|mid|late)\b|(?:late\s|early\s|mid-?)?(?:[0-3]?\d\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:the\s)?\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|\bso\sfar\b|\bin\s(?:all|total)\b|\bto\sdate\b|\bthis\s(?:year|month)\salone\b|\b(?:have|has)\s[^.;]{0,60}\bthis\s(?:year|month)\b|\boverall\b|\bcumulative\b"
    r"|\bnumber\sof\s(?:the\s)?(?:injured|wounded|dead|casualties|injuries|deaths)\b[^.;]{0,60}\b(?:stood|stands|reach\w*|rose|rises|climb\w*|grew|passed)\b|\b(?:injured|wounded)\s(?:reach|climb|rise|pass)\w*\s\d"
    r"|\b(?:past|last)\s(?:\w+\s){1,2}(?:weeks|months|years|decades)\b|\b(?:over|during|in)\sthe\s(?:course|decade|war|conflict|insurgency)\b|\bbetween\s(?:\d|[a-z]+\s\d)[^.;]{0,20}\band\s"
)
"""Words that make a number of people a sum over time."""
SUPERLATIVE: Final = re.compile(
    r"\b(?:first|deadliest|worst|bloodiest|biggest|largest|most|highest)\b[^.;]{0,60}\bsince\b"
)
REFERENCE: Final = re.compile(
    r"\b(?:(?:retaliation|revenge|reprisal|response)\s(?:for|against|to)|avenge|involved\sin|accused|wanted\s(?:in|for)|participated\sin|master-?minds?|arrested\s(?:for|in\sconnection)"
    r"|connection\swith|suspects?\sin|convicted|charged\swith|anniversary|protest(?:ing)?\s(?:against|over)|reward|commemorat\w+|surrendered|blamed\sfor)\b[^.;,]*$"
)
"""Words that lead to an act other than the one told."""
