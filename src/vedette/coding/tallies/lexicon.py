"""The words of totals, over lower-case text in which every character of a time expression is "~"."""

from __future__ import annotations

import re
from typing import Final

from vedette.model.mention import Effect, Kind

_BOMBING: Final = (
    r"(?:bombings?|shelling|bombardments?|(?:air\s?|drone\s)?strikes?|attacks?|raids?|rocket\sfire|fighting|violence)"
)
PLURALS: Final[dict[Kind, str]] = {
    "ASSAULT": r"attacks|assaults|strikes|airstrikes|air\sstrikes|raids|bombings|shootings|ambushes|incidents|explosions|blasts|clashes|killings|kidnappings|abductions|launches|barrages"
    rf"|suicide\sbombings|sorties|bombardments|drone\sstrikes|incursions|attempts|violations|(?:rounds|waves)\sof\s(?:[a-z-]+\s){{0,2}}?{_BOMBING}",
    "PROTEST": r"protests|demonstrations|riots|rallies|marches",
    "COERCE": r"arrests|detentions|evictions|demolitions",
}
SINGULARS: Final[dict[Kind, str]] = {
    "ASSAULT": rf"attack|assault|strike|airstrike|air\sstrike|raid|bombing|shooting|ambush|explosion|blast|clash|killing|kidnapping|abduction|barrage|suicide\sbombing|bombardment|drone\sstrike|incursion"
    rf"|(?:round|wave|series)\sof\s(?:[a-z-]+\s){{0,2}}?{_BOMBING}",
    "PROTEST": r"protest|demonstration|riot|rally|march",
    "COERCE": r"arrest|eviction|demolition",
}


def _named(table: dict[Kind, str]) -> str:
    return "|".join(f"(?P<{kind}>\\b(?:{nouns})\\b)" for kind, nouns in table.items())


NOUN: Final = re.compile(_named(PLURALS))
TOLD: Final = re.compile(r"\b(?:" + "|".join((*PLURALS.values(), *SINGULARS.values())) + r")\b")
"""Any noun of acts, singular or plural."""
HARM: Final[dict[str, Effect]] = {
    **dict.fromkeys(("injured", "wounded", "hurt", "injuries", "wounds"), "injured"),
    **dict.fromkeys(("killed", "dead", "deaths", "fatalities", "slain"), "killed"),
    **dict.fromkeys(("missing", "abducted", "kidnapped", "hostages", "captives"), "missing"),
    "casualties": "harmed",
}  # fmt: skip
HARMED: Final = re.compile(r"\b(?:" + "|".join(HARM) + r")\b")
TOLL: Final = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|dozens?|scores|hundreds)\b)[^.;]{0,60}?\b(?:"
    + "|".join(HARM)
    + r")\b"
)
DEFENDED: Final = re.compile(
    r"\b(?:defend(?:ed|s)?|repel(?:led|s)?|intercept(?:ed|s)?|shot\sdown|under\s(?:fire|attack))\b"
)
VAGUE_NOUNS: Final = frozenset({"incidents", "attempts", "launches", "violations"})
SMALL_WORDS: Final = frozenset({"several", "some", "a few", "a number of", "a handful"})
BLOCKING: Final = frozenset(
    "in by during after from were was have had people killed injured soldiers civilians troops drones rockets missiles men militants when while as before since that which who until with if".split()
)
"""Words between a number and a noun that the number does not count."""

TIMES: Final = re.compile(r"\s+(?:separate\s+|different\s+|more\s+)?times\b")
STRUCK: Final = re.compile(
    r"\b(?:attack(?:s|ed)?|target(?:ed|s)?|hit|struck|shell(?:ed|s)|bomb(?:ed|s)|raid(?:ed|s)?|fired\s(?:at|on|upon)|bombarded|ambushed|assaulted|strikes?|(?:come|came)\sunder\s(?:fire|attack)"
    r"|rockets?|drones?|missiles?|mortars?|shells|airstrikes?|salvos?)\b"
)
"""Words which tell that acts of violence are spoken of."""
COUNTING: Final = re.compile(
    r"\b(?:reported|recorded|count(?:ed|s)?|documented|tall(?:ied|ies|y)|registered|logged|track(?:ed|ing|s)|total(?:s|ed|led)?|number\sof|bring(?:s|ing)|raising|in\sall|so\sfar|to\sdate|confirmed|acknowledged"
    r"|sp(?:oke|eaks?|oken)\sof|claim(?:ed|s)\s(?:responsibility\sfor\s)?(?:at\sleast|more\sthan|over|some|about|nearly|\d)|carried\sout\s(?:at\sleast|more\sthan|over|some|about|nearly|\d)|there\s(?:have|had|has)\sbeen|overall|cumulative)\b"
)
AGAINST: Final = re.compile(r"\b(?:could|might|may|would|plans?|planned|threat\w*|vow\w*|if|risk)\b")

_LINK: Final = r"(?:to|at|as|of|is|was|were|are|had|reach(?:es|ed)|hit|now|exceed(?:s|ed)|pass(?:es|ed)|topp?(?:s|ed)|stands?\sat|stood\sat|above|beyond|put\sat|below)"
_HEAD: Final = r"(?:number|count|tally|total|toll|figure|list)s?"
OF_ACTS: Final = re.compile(
    rf"\b{_HEAD}\sof\s(?:[a-z'’-]+\s){{0,4}}?(?P<noun>{'|'.join(PLURALS.values())})\b[^;:]{{0,110}}?\s{_LINK}\s$"
)
OF_PEOPLE: Final = re.compile(
    rf"\b(?:{_HEAD}\sof\s(?:(?:people|troops|soldiers|personnel|service\smembers|civilians|[a-z-]+)\s){{0,3}}?|the\s)(?P<harm>{'|'.join(HARM)})(?:\stoll)?\b[^;:]{{0,60}}?\s{_LINK}\s$"
)
TOTAL: Final = re.compile(
    rf"\b(?P<total>(?:the|a|an|its|their|whose|['’]s)\s(?:[a-z-]+\s){{0,2}}?(?:total|tally|count|figure|number|reckoning))\b[^;:,]{{0,60}}?\s{_LINK}\s$"
)
GREW: Final = re.compile(
    rf"\b(?P<noun>{'|'.join(PLURALS.values())})\b[^;:,]{{0,90}}?\s(?:have\s|has\s|had\s)?(?:now\s)?(?:reached|risen\sto|rose\sto|climbed\sto|grown\sto|passed|topped|exceeded|numbered|total(?:led|ed)|surpassed)\s$"
)
APPOSED: Final = re.compile(
    r"\bthe\s(?P<noun>attacks|strikes|raids|clashes|bombings|injured|wounded|dead|killed|missing)\s?,\s$"
)
"""Heads that a number completes from a distance; all end right before it."""
ELLIPSIS: Final = re.compile(
    r"(?:\bthere\s(?:have|had|has)\s(?:now\s|already\s)?been|\b(?:make|makes|made|put|puts)\s(?:it|them|that|this|the\s(?:total|figure|number|count))(?:\s(?:at|as))?|\barriv(?:ed|es)\sat"
    r"|\b(?:has|had|have)?\s?(?:counted|counts?|tall(?:ied|ies)|recorded|records|logged|logs|listed|lists|documented|tracked|registered)|\bspoke\sof|\bspeaks?\sof|\bc(?:ame|omes)\sto|\bcit(?:ed|es))\s$"
)
HAD: Final = re.compile(r"\b(?:had|has|have|gave|gives|says)\s$")
"""Verbs whose bare number counts what was counted before; the second only right after a total."""
FIGURE: Final = re.compile(r"\s(?:was|is|were)\sthe\s(?:[a-z]+\s)?(?:figure|number|total|count|tally)\b")
BARE: Final = re.compile(
    r"\s*(?:$|[.,;:!?)\"”~–—-]|(?:so\sfar|to\sdate|in|on|since|by|from|with|of\s(?:which|whom|them|these|those)|this|after|over|within|during|and|but|as|at|across|up|while|before|overall|to)\b)"
)
"""What may follow a number that stands for its noun."""
OF_THEM: Final = re.compile(
    r"\s(?:of\s(?:them|these|those|which|whom|the(?:se|m)?\s(?:attacks|strikes|raids|incidents|bombings|clashes))\b|(?:that|which)\s(?:have\s|had\s)?(?:followed|came|took\splace|occurred|happened)\b)"
)
LATER: Final = re.compile(
    r"^[^,;:]{0,40}?(?:~|\b(?:came|followed|coming|following)\s(?:after|since|before|over|during|in\sthe|[a-z]*'?s?)|\bsince\b|\bafter\b)"
)
AFTER: Final = re.compile(r"\b(?:after|follow(?:ed|ing))\b")
EACH: Final = re.compile(r"\s+(?:each|apiece|per)\b")
THAT_IS: Final = re.compile(r"\b(?:that|this|which)\s(?:is|was|makes|made|would\smake)\s$")
IN_THEM: Final = re.compile(
    r"\s(?:in|by|during)\s(?:all\sof\s)?(?:them|these|those(?:\sattacks)?|the(?:se)?\sattacks|the\sstrikes)\b"
)
AFRESH: Final = re.compile(
    r"\b(?:was|were|is|are|killing|injuring|wounding|kill|kills|injures|wounds|left|leaving|hurting|who|alone)\b"
)
"""Words of an act that harms on its own day, not of a sum."""

ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        2,
    )
}
ORDINAL: Final = re.compile(
    rf"(?<![-\w])(?:the|its|their|his|for\sthe|a)\s(?P<n>\d{{1,4}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})\s(?:such\s|separate\s|(?!and\b|or\b|of\b|to\b)[a-z-]+\s){{0,2}}?"
    rf"(?P<noun>(?P<time>times?)|{'|'.join(SINGULARS.values())}|(?P<round>round|wave|incident|launch|attempt)(?!\sof)|(?P<bare>(?:to\s(?:be\s)?[a-z]+)|of\sits\skind|(?=~|in\s|since\s|so\sfar)))\b"
)
SUPPOSED: Final = re.compile(
    r"\b(?:could|might|may|if|plans?|planned|threat\w*|vow\w*|risk|unless|(?<!it\s)(?<!this\s)(?<!that\s)would(?!\sbe))\b"
)

DEFINITE: Final = re.compile(r"\b(?:the|these|those|both|his|her|its|their|all)\s$")
"""Words with which a small number points back at acts told one by one."""
NOMINAL: Final = re.compile(r"[a-z]+s?\sof\s")
"""Harm told as a noun ("the murder of two officers"), which names an act."""
SINCE: Final = re.compile(r"[^,;:~]{0,60}\bsince\s(?!~)")
"""A window that opens with an act, not with a day."""
MENTIONED: Final = re.compile(r"[^,;.]{0,80}\b(?:mention(?:ed|s)?|spoken\sof|in\sthe\snews|said|told|reported\son)\b")
"""What took place several times was talk, not an act."""
SAYS: Final = (
    r"(?:(?:has\s|have\s|had\s)?(?:said|counted|recorded|documented|reported|registered|tracked|confirmed|acknowledged|tallied|logged|acknowledged|spoke|spoken|put|given|made)|says|reports?|counts?|records|tracks|announced|told"
    r"|estimates?|estimated|puts|gives|gave|makes?(?=\sit)|had(?=\s\d)|speaks|lists|cites|logs|arrived\sat|has(?=\s\d))"
)
ACCORDING: Final = re.compile(
    r"\b(?:[Aa]ccording\s+to|figures\sgiven\sby|[Bb]y\sthe\s(?:count|reckoning|tally|figures)\sof)\s+(?:(?:figures|data|a\scount|counts|numbers|a\stally)\s(?:given|kept|released|compiled|published)?\s?(?:by|from)\s)?(?P<who>(?:the\s+|a\s+|an\s+)?[^,.;:()]{2,70}?)(?=\s*(?:[,.;:()]|$|\s(?:since|in|from|between|on|as|there|at)\b))"
)
SAYING: Final = re.compile(
    rf"(?:^\s*|[,;:]\s+(?:and\s+|but\s+|while\s+)?|[.]\s+|[\"”]\s*|\bthat\s|\bwhich\s)(?P<who>(?:[Tt]he\s+|[Aa]n?\s+)?(?:[A-Z][\w.'’-]*|[a-z][\w'’-]*)(?:\s+(?:of\s+|the\s+|for\s+|at\s+)*[\w'’-]+){{0,6}}?)\s+{SAYS}\b"
)
INVERTED: Final = re.compile(
    r"[,\"”]\s+(?:says|said|according\sto)\s(?P<who>(?:the\s|a\s|an\s)?(?:[\w'’-]+\s?){1,6}?)(?=\s*(?:[.,;:]|$|\son\b|\sin\b))"
)
OWNED: Final = re.compile(
    r"\b(?P<who>[Tt]he\s[\w-]+?(?:\s[A-Z][\w-]*?){0,3}|[A-Z][\w-]*?(?:\s[A-Z][\w-]*?){0,4})['’]s\s(?:own\s|latest\s|running\s|public\s)?(?:count|tally|reckoning|figures?|list|tracker|total)\b"
)
OWN: Final = re.compile(r"\bby\s(?:its|their|his|her)\s(?:own\s)?(?:count|tally|reckoning|figures|estimate)\b")
KEPT: Final = re.compile(
    r"\b(?:kept|run|maintained|compiled|held|published)\s(?:at|by)\s(?P<who>(?:the\s)?[A-Z][\w'’-]*(?:\s(?:of\s|for\s|the\s)*[A-Z][\w'’-]*){0,5})"
)
BACK: Final = re.compile(
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s(?:spokes(?:man|woman|person)|officials?|department|group|ministry|monitor|army|military|command|agency|institute))$"
)
"""Words that point back to a speaker told before."""
NO_COUNTER: Final = re.compile(
    r"\d|^(?:he|she|they|it|who|which|that|this|we|i|there|with|in|on|at|by|of|for|since|and|but|as|about|some|more|another|others?|one|most|many|all|none|nobody|both|two|three|four|five|six|seven|eight|nine|ten)\b(?!\s(?:[a-z-]+\s)?officials)"
    r"|\b(?:was|were|is|are|be|been|attacks?|strikes?|incidents|at\sleast|times|number|total|count|have|has|been|where|ago|today|according|based|like|i|response|statements?|reports|version)\b"
)
"""Words that name nobody who could count."""
PART: Final = re.compile(
    r"\s*(?:of\s(?:them|which|those|whom)\s)?(?:attacks\s|times\s|strikes\s|incidents\s)?(?:were\s|was\s|have\sbeen\s|occurred\s|took\splace\s|happened\s|came\s)?(?:in|on|inside|at|near|against)\s+"
    r"(?P<place>(?:the\s+)?(?:[A-Za-z]{2}-)?(?:[A-Z][\w’'-]*)(?:\s+(?:al-)?[A-Z][\w’'-]*){0,3}|[a-z]{2}-[A-Z][\w’'-]*)"
)
