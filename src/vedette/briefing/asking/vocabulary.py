"""The words that questions are made of: what each sort of question is told by, and what each word filters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vedette.briefing.asking.query import Sort
from vedette.model.mention import Effect, Kind, Weapon

ACT: Final = r"(?:attack(?:s|ed|ing)?|fired?|firing|flown|flew|dropped|strikes?|struck|striking|incidents?|events?|assaults?|raids?|targeted|targeting|launch(?:es|ed|ing)?|salvo(?:e?s)?|hits?|acts?|bomb(?:s|ed|ing|ings)?|shell(?:ed|ing)|protests?|arrests?|clash(?:es)?|abductions?|kidnappings?)"  # fmt: skip
ACTS: Final = r"(?:attacks?|strikes?|incidents?|events?|assaults?|raids?|launches|salvo(?:e?s)?|acts|bombings?|protests?|arrests?|clashes|abductions?|kidnappings?|shellings?)"  # fmt: skip
DONE_TO: Final = r"(?:attacked|bombed|hit|struck|targeted|killed|injured|wounded|hurt|harmed|shelled|abducted|kidnapped|under attack)"
DOES: Final = r"(?:attack(?:ed|ing)?|bomb(?:ed|ing)?|str(?:ike|uck|iking)|hit(?:ting)?|carr(?:y|ied|ying) out|launch(?:ed|ing)?|fir(?:e|ed|ing)|us(?:e|ed|ing)|kill(?:ed|ing)?|injur(?:e|ed|ing)|shell(?:ed|ing)?|target(?:ed|ing)?|conduct(?:ed|ing)?|do|doing|done)"  # fmt: skip
PEOPLE: Final = r"(?:people|persons?|soldiers?|troops?|service members?|personnel|civilians?|anyone|anybody|somebody|someone|nobody|casualties|men|women)"  # fmt: skip
HURT: Final = r"(?:killed|dead|deaths?|died|die|fatalities|injured|injuries|injury|wounded|hurt|harmed|casualties)"

SORTS: Final[tuple[tuple[Sort, str], ...]] = (
    ("tallies", r"\b(counts|counters|totals|figures) (differ|disagree)|\b(do|how do|how far do) (the )?(different )?(counts|counters|totals|figures)\b"),
    ("disagree", r"\b(disagree\w*|contradict\w*|conflicting|differ)\b"),
    ("chance", r"\b(chances?|probability|likelihood|odds|risk|how likely|how probable)\b"),
    ("forecast", r"\b(expect(ed)?|anticipated?|forecasts?|predict(ed|ion|ions)?|will there be|will happen|going to happen|(come|happen)s? next)\b"),
    ("compare", r"\bcompare\b(?!.*\bledger\b)|\b(versus|vs)\b|\b(more|fewer)\b(?!.*\bthan (before|last|earlier)).*\b(than|or)\b|\bdifference between\b"),
    ("trend", r"(?<!\bor )\b(worse|worsening|better|increas\w+|decreas\w+|escalat\w+|rising|falling|rise|rose|fell|declin\w+|trend|tempo|rate|more (often|frequent)|(more|fewer)\b.*\bthan (before|earlier)|less (often|frequent)|slow\w* down|pick\w* up|going up|going down|going up or down|intensif\w+|deteriorat\w+|improv\w+|calm\w*|quiet\w*)\b"),
    ("reports", r"\b(how many|number of) (reports|documents|articles|sources|outlets)\b"),
    ("about", r"\bwhat (do|does) (the |any )?(reports?|ledger|documents?|sources?) (say|tell)( us)? (about|of|on)\b|\bwhat is (known|said|reported|written) (about|of|on)\b|\bwhat (do|does) .* think\b"),
    ("tallies", r"\b(according to|counts?|counted|totals?|tally|tallies|figures?|counters?|tracker)\b(?<!^count)(?!.*\bclaim)|\bhow many injured does\b|\bnumber of injured\b.*@|\b(does|do|did) (the )?@[AROS]\d+ report\b|@[AROS]\d+ sa(y|ys|id) about the (number|total)\b"),
    ("claimed", r"\b(who|which groups?|anyone|anybody|somebody|someone|nobody) (has |have |had |is |are |also )*claim\w*|\bclaims? (of )?responsibility\b|(?<!not )(?<!never )\bclaimed by (whom|who|any\w+|some\w+|nobody)\b|\b(took|taken|take|takes|accept\w*) responsibility\b|\b(which|what) (\w+ )?(groups?|militias?|actors?) .*\bclaim|^(did|has|have|had) (the )?@[AROS]\d+ (ever |also )?claim"),
    ("response", r"\bwhat (happened to|became of|came of)\b|\b(accept|reject|refus|turn)\w* (down )?(the )?(@[ASDR]\d+ )?('s )?(appeals?|pleas?|calls?|requests?|demands?)|\b(respon[ds]\w*|react\w*|retaliat\w*|answered|hit back|struck back|strike back|worked|work|succeed(ed)?|fallen on deaf)\b"),
    ("said", r"\b(sa(y|id|ys)|tell|told|warn\w*|threat\w*|vow\w*|swear|swore|promis\w*|demand\w*|ask(ed)? for|call(ed)? for|appeal\w*|request\w*|urg(e|ed)|condemn\w*|denounc\w*|blam\w*|accus\w*|refus\w*|reject\w*|pledg\w*|aid|met|meet|talks?|talked|under (what|which) conditions?|on what condition)\b"),
    ("order", r"\bwhen did .*\b(begin|start)\b|\b(first|earliest|last|latest|(most )?recent(ly)?|newest|worst|gravest|deadliest|bloodiest|most (severe|serious|grave)|biggest|gravest)\b"),
    ("sum", rf"\b(how many|number of) ((the )?(@[ASDR]\d+ )?({PEOPLE} )?)?(were |was |have |has |had |been |are |is |got )*{HURT}\b|\b(any(one|body)|some(one|body)) (been |get |got )*{HURT}\b|\bhow many {HURT}\b|^(was|were|has|have|had|did|is|are) (any |some )?((@[ASDR]\d+|{PEOPLE}) )?(been |get |got )*{HURT}\b|\bany (deaths|injuries|casualties|fatalities|killed|injured|dead|wounded)\b|\b(death toll|casualty (toll|figures?))\b|\bhow many (@[ASDR]\d+|{PEOPLE}) (did|have|has|do)\b.*\b(kill|injure|wound|die)"),
    ("count", r"\b(how many|how often|number of|how much)\b|^count\b"),
    ("weapons", r"\b(which|what|any) (kinds? of |types? of |sorts? of )?(weapons?|arms)\b|\bweapons? (was|were|did|do|are)\b"),
    ("sources", r"\bsources?\b|\boutlets?\b|\breported by\b|\bwho report(ed|s)\b|\bwhich (papers?|reports?|agenc\w+)\b"),
    ("target", r"\b(who|what) (was|were|is|are) (the |their |being )?(targets?|victims?|attacked|targeted|hit|bombed|struck)\b|(?<!by )\bwhom\b"),
    ("where", r"^where\b|\bmost (often )?(attacked|targeted|hit|bombed)|\b(which|what) (places?|bases?|sites?|towns?|locations?|posts?|airfields?|countr(y|ies)|provinces?|cities|city|facilities)\b"),
    ("who", rf"^who\b|\b(which|what) (groups?|actors?|militias?)\b|\bby whom\b|\bwho (is|are|was|were|has|have)? ?{DOES}"),
    ("days", r"^when\b|\bon (which|what) (days?|dates?)\b|\bwhich days?\b"),
    ("list", rf"\bwhat (has |have |is |are |was |were )?(happen\w*|going on|took place|occurred)\b|^(list|show|give)\b|\b(which|what) (@W\d+ )?{ACTS}\b|\btell me about\b|^(anything|everything)\b|\bknow about\b|\b(summary|overview|summari[sz]e)\b|\bnews\b|\bthere been any\b|\bsituation\b"),
    ("exists", r"^(was|were|is|are|has|have|had|did|does|do)\b"),
)  # fmt: skip
"""A sort of question and the words that tell it; the first that fits decides."""

ALWAYS: Final = frozenset(
 "a an the of in at on to for by from with and or is are was were be been being am do does did has have had there it its this that these those any some all"
 " me us we i you they them their he she his her please so far as yet ever also already about up now then out ? across inside within over against towards during since until"
 " before after between into 's which what who when where how many much often times time place places took take taken taking happen happened happens held known reported reports report"
 " ledger total overall altogether currently present tell give list show find name can war campaign crisis region recorded number "
 " got get far carried carry out conducted occurred occur aimed directed sent using used use uses make made get every each".split()
)  # fmt: skip
"""Words that ask for nothing by themselves."""

OWN: Final[dict[Sort, str]] = {
    "count": "count counts times separate single different",
    "sum": f"kill kills die people person persons soldier soldiers troops service member members personnel civilians civilian anyone anybody somebody someone nobody men women casualty toll figures {'killed dead death deaths died fatalities injured injuries injury wounded hurt harmed casualties'}",
    "exists": "anything something anyone anybody somebody",
    "order": "begin began start started thing things first earliest last latest most recent recently newest worst gravest deadliest bloodiest severe serious grave biggest",
    "days": "day days date dates",
    "where": "different base bases site sites town towns location locations post posts airfield airfields country countries province provinces city cities facility facilities often most",
    "who": "group groups actor actors responsible behind militias militia doing",
    "target": "target targets victim victims whom attacked targeted hit bombed struck against",
    "weapons": "weapon weapons arms kind kinds type types sort sorts",
    "claimed": "took taken responsible militant claim claims claimed claiming responsibility most anyone anybody somebody group groups nobody whom",
    "compare": "compare compared comparison with versus vs more fewer than or difference most",
    "tallies": "differ disagree different other give gives people persons number according count counts counted total totals tally tallies figure figures counter counters tracker latest newest say says said compare put puts how does report injured killed attacks hurt wounded forces us",
    "said": "will would could anything anyone anybody somebody whom want issue issued statement statements say said says tell told warn warned warns warning warnings threaten threatened threatens threat threats vow vowed vows swear swore promise promised demand demanded demands ask asked call called appeal appealed appeals request requested urge urged condemn condemned denounce denounced blame blamed accuse accused refuse refused reject rejected pledge pledged aid gave given give met meet talks talk talked under condition conditions stop go attacks strikes more militia",
    "response": "will would could others other anyone accept accepted reject rejected refuse refused turned down became came happened respond responded response responds react reacted reaction retaliate retaliated retaliation answer answered hit back struck strike work worked succeed succeeded attacks appeal appeals plea pleas call calls request requests efforts effort",
    "trend": "will would could than fewer things worse worsening better getting become becoming gone going increase increasing increased decrease decreasing decreased escalate escalating escalation rising falling rise rose fell decline declining declined trend tempo rate changed change changing more less often frequent frequently slow slowing slowed down pick picking picked up intensify intensifying intensified situation deteriorate deteriorating deteriorated improve improving improved calm calmer calming quiet quieter down things",
    "chance": "will would could casualties casualty chance chances probability likelihood odds risk likely probable next coming somebody anybody anyone people soldier soldiers troops kill kills killing injure injures injuring wound wounds deadly lethal fatal mass casualty mass-casualty killed injured hurt hurts",
    "forecast": "will would could going anticipated anticipate expect expected forecast forecasts predict predicted prediction predictions next coming come comes should",
    "sources": "source sources outlet outlets papers paper agency agencies reported",
    "reports": "publish published different separate documents articles sources outlets",
    "disagree": "source sources disagree disagrees disagreement contradict contradicts contradictory conflicting differ",
    "list": "anything everything know summary overview summarise summarize news should happening going details detail show situation see",
    "about": "",
}  # fmt: skip
"""The words that a sort of question uses up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A pattern of the question and what it filters."""

    pattern: str
    noun: str = ""
    kinds: tuple[Kind, ...] = ()
    modes: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    status: str = ""
    effect: Effect | None = None


FILTERS: Final = (
    Filter(pattern=r"\bair (strikes?|raids?|attacks?)\b|\bairstrikes?\b", noun="air strikes", modes=("air_strike",)),
    Filter(
        pattern=r"\bsuicide (attacks?|bombings?|bombers?|strikes?)\b", noun="suicide attacks", modes=("suicide", "vehicle")
    ),
    Filter(pattern=r"\b(kidnap\w*|abduct\w*|hostages?)( taken)?\b", noun="abductions", modes=("abduction",)),
    Filter(pattern=r"\bprotest(s|ed|ers)?\b|\bdemonstrations?\b", noun="protests", kinds=("PROTEST",)),
    Filter(pattern=r"\barrest(s|ed)?\b", noun="arrests", kinds=("COERCE",), modes=("arrest",)),
    Filter(pattern=r"\bclash(es|ed)?\b", noun="clashes", modes=("clash",)),
    Filter(pattern=r"\bshell(ed|ing|ings)\b", noun="shelling", modes=("artillery_mortar",)),
    Filter(pattern=r"\bambush(es|ed)?\b", noun="raids and ambushes", modes=("raid_ambush",)),
    Filter(pattern=r"\b(intercept(ed|ions?|s)?|shot down|downed|brought down)\b", outcomes=("intercepted",)),
    Filter(
        pattern=r"\b(duds?|unexploded|fail(ed|s)? to (explode|detonate|go off)|(did|do|does) not (explode|detonate|go off))\b",
        outcomes=("dud",),
    ),
    Filter(pattern=r"\bmiss(ed)?\b", outcomes=("missed",)),
    Filter(pattern=r"\b(cause[ds]? |did )?damage[ds]?\b", outcomes=("damage",)),
    Filter(pattern=r"\b(foiled|thwarted|failed|unsuccessful|stopped|repelled)\b", status="foiled"),
    Filter(pattern=r"\b(successful|completed|got through|get through|getting through)\b", status="occurred"),
    Filter(
        pattern=rf"\b(kill(ed|s|ing)?|deadly|fatal|lethal)( {PEOPLE})?\b|\bdeaths\b",
        effect="killed",
    ),
    Filter(
        pattern=rf"\b(caused? |causing |with )?(injur(ed|y|ies|es|e|ing)|wound(ed|s|ing)|hurt)( {PEOPLE})?\b|\b(with|caused?) casualties\b",
        effect="injured",
    ),
    Filter(pattern=rf"\b{ACT}\b"),
)  # fmt: skip
"""Every word that narrows what is looked for; the last one names acts of any sort."""

BOMBED: Final = re.compile(r"\b(bomb(ed|ing|ings)?|jets?|warplanes?|planes?|aircraft)\b")
WEAPON_CLASSES: Final[dict[Weapon, tuple[Weapon, ...]]] = {
    "drone": ("drone", "one_way_drone"),
    "missile": ("missile", "ballistic_missile", "cruise_missile", "anti_tank_missile"),
    "ied": ("ied", "mine", "vehicle_bomb"),
}
"""Classes that fall under a wider word."""
WEAPON_MODES: Final[dict[Weapon, tuple[str, ...]]] = {"drone": ("drone",), "one_way_drone": ()}
SPEECH: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (r"\b(warn\w*|threat\w*)\b", ("THREATEN",)),
    (r"\b(vow\w*|sw(ear|ore)|promis\w*|pledg\w*|conditions?)\b", ("THREATEN", "RETREAT", "CONCEDE", "AGREE")),
    (
        r"\b(demand\w*|ask\w*|call\w*|appeal\w*|request\w*|urg\w*)\b",
        ("REQUEST",),
    ),
    (r"\b(condemn\w*|denounc\w*|blam\w*|accus\w*)\b", ("ACCUSE",)),
    (r"\b(refus\w*|reject\w*)\b", ("REJECT",)),
    (r"\b(aid|gave|given|give)\b", ("AID",)),
    (r"\b(met|meet|talks?|talked)\b", ("CONSULT",)),
)
SAYS: Final = r"(?:say|said|says|tell|told|warn\w*|threat\w*|vow\w*|sw(?:ear|ore)|promis\w*|demand\w*|ask(?:ed)?|call(?:ed)?|appeal(?:ed)?|request(?:ed)?|urged?|condemn\w*|denounc\w*|blam\w*|accus\w*|refus\w*|reject\w*|pledg\w*|ga?ive|gave|met|meet|talk(?:ed)?|respond\w*|react\w*|retaliat\w*|answer\w*|hit back|strike back|claim\w*|count\w*|report\w*|think|put)"  # fmt: skip

RUNG: Final = r"\b(?:(?:of|with|at) )?(?:severity |level |rung )?(?:of )?l([0-7])\b( (?:or|and) (?:worse|more|higher|above|graver|up))?"
"""A rung of the severity ladder, alone or with those above it."""
UNCLAIMED: Final = r"\b(?:(?:not|never) (?:been )?claimed(?: by any\w+)?|unclaimed|without (?:a |any )?claim|claimed by (?:nobody|no group))\b|\b(?:nobody|no group) (?:has )?claim\w*"
"""Attacks that nobody claims."""
HARMLESS: Final = rf"\b(?:(?:had|caused|with|were) )?(?:no|zero|without(?: any)?) (?:casualties|injuries|deaths|victims|harm)\b|\b(?:hurt|injured|killed|harmed) (?:nobody|no one)\b|\bnobody (?:was |were )?{HURT}\b|\bharmless\b"
"""Attacks of which reports say that they hurt nobody."""
BASES: Final = frozenset(
    "base bases post posts positions position outpost outposts garrison garrisons compound compounds facility facilities installations camp camps airbase airbases targets".split()
)
"""What stands for the forces that hold it: "US bases"."""

PICKS: Final = re.compile(
    r"\b(best|ideal|easiest|optimal|softest|right) (target|time|place|way|point|base|route|moment|spot|weapon)\b"
    r"|\bweak(est|ness|nesses)?\b|\bvulnerab\w+|\bgaps? in\b"
    r"|\bhow (could|can|do|would|should|might) .*\b(get (past|through)|evade|avoid|build|make|attack|hit|bomb|kill|penetrate|storm|defeat|reach|fly|smuggle)\b"
    r"|\bhow to (build|make|attack|evade|kill|hit|bomb|get past)\b|\bplan (a|an|the|me)\b"
    r"|\b(should|to|could|must) (be )?(the )?(@\w+ |militias? |we |i |they |iran |israel |us )*(next )?(attack|hit|strike|bomb|kill|killed|attacked|targeted|target|destroyed?)\b.*\b(first|next|tonight|tomorrow)\b"
    r"|\b(name|list|pick|choose|suggest|recommend|give me|select) (me )?(some |the )?(\w+ )?targets?\b|\bignore (your|the|all|any|previous)\b"
    r"|\bhow many .* would (it|you) (take|need)\b|\bwould it take to\b|\b(where|whom|who|what|which|when)\b.* should (we|i|they|iran|israel|us|you|(the )?(us|militias?|factions|army|coalition))\b (?!expect|know|read|see|look|worry|be worried)",
    re.I,
)
"""Questions that ask to choose targets or to plan force."""
OPINION: Final = re.compile(
    r"\bshould\b(?! (we |i |one |be |they |you )*(be )?(expect|know|read|see|look))|\bto blame\b|\b(who|which side) is (right|wrong|guilty|worse)\b|\bjustif\w+|\b(im)?moral(ly)?\b|\bdeserves?d?\b|\b(good|bad|evil) (president|leader|idea|man|thing|guys?)\b"
    r"|\byour opinion\b|\bdo you (think|believe)\b|\bwhat would you\b|\b(un)?fair\b|\blegal\b|\bwho is the (good|bad)\b",
    re.I,
)
"""Questions for a judgement that no record carries."""
GUARD: Final = frozenset(
    "night nights morning evening afternoon midnight dawn cost costs cause causes ships ship house horse women woman money month months weeks years minutes hours school schools hospital hospitals mosque church"
    " other order orders ordered water winter summer spring weather think thing things third second fourth fifth thirty twenty forty today world worked while white black green great bread break"
    " claim claims plane planes plate place price power paper party pilot point ports coast court cover crowd death debts doubt fight fires fight flight forced force freed friend ground group groups guard guess heart".split()
)  # fmt: skip
"""Everyday words that are no mistyped others."""
