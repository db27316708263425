"""What a cue does with its content, told from its words and the first words of the content. All patterns are over lower-case text.

In a list of words "*" stands for any ending and "_" for a space.
"""

from __future__ import annotations

import re


def _words(listed: str) -> str:
    return "|".join(word.replace("_", " ").replace("*", r"\w*") for word in listed.split())


def _any(listed: str, more: str = "") -> re.Pattern[str]:
    """A pattern for any of the listed words, or for `more`, whole words only."""
    return re.compile(rf"\b(?:{_words(listed)}{'|' + more if more else ''})(?!\w)")


_NOT = r"(?:not|never|n['’]t|no)"
_TELL = (
    f"(?:{_words('say comment discuss answer disclose provide elaborate respond reply specify identify address offer give cite explain')})"
)
_TOLD = f"(?:{_words('commented responded replied returned return')})"
_AUXILIARY = "(?:do|does|did|has|have|had|would|will|could|can)"

# -- what the cue says by itself

DECLINE = _any(
    "declin* dodg* no_comment stopped_short without_elaborating without_commenting been_vague could_neither_confirm_nor_deny",
    rf"refus\w+ (?:\w+ )?to (?:{_TELL}|speak|talk|detail|name|confirm)|refus\w+ (?:requests? for )?comment|provid\w+ no|"
    rf"{_AUXILIARY} ?n[o’']t (?:\w+ly )?(?:{_TELL}|{_TOLD}|be reached|directly dispute\w*|confirm|immediately)|could not confirm, deny",
)
DOUBT = _any(
    "doubt* sceptic* skeptic* disbelie* cast_doubt casts_doubt unsure uncertain unclear wonder* overstepp*",
    rf"question(?:ed|s|ing) (?:whether|if|the|how)|unable to corroborate|was not (?:sure|certain)|"
    rf"(?:can|could|did|do|does) ?{_NOT} (?:rule out|know|say (?:whether|if|with)|be (?:sure|certain)|recall|remember)",
)
DENY = _any(
    "deny denies denied denying denial* reject* dismiss* refut* rebut* disput* contradict* disavow* repudiat* rebuff* batted_down "
    "batting_down knocked_down push*_back shot_down brush*_off debunk* ruled_out disagree* challeng*"
)
CONFIRM = _any(
    "confirm* admit admits admitted admitting admission acknowledg* conced* concession plead*_guilty pled_guilty verif* corroborat* vouch* "
    "own*_up affirm* certif*"
)
URGE = _any(
    "urg* call*_on call*_upon call*_for demand* request* recommend* press pressed pressing implor* beg begs begged begging plead*_with "
    "plead*_for encourag* appeal* exhort* warn*_against warn*_not order* instruct* directed directs directing invit* set_a_deadline lobb* "
    "petition* summon* subpoena* advis*"
)
ASK = _any("ask asks asked asking question questions questioned questioning inquire* inquiring enquire* enquiring query queries queried")
ANSWERED = _any("said says told replied responded answered added")
INSIST = _any("insist* maintain* protest*")
INTEND = _any(
    "vow* pledg* promis* plan plans planned planning intend* intent intention intentions threat* offer offers offered offering aim aims "
    "aimed seek* sought propos* prepared_to ready_to want wants wanted wanting hope hopes hoped hoping hint* agreed_to agrees_to commit* "
    "swore swear* bid try* tried resolv* set_out decid* volunteer* refus* will would_like"
)
HINT = _any("suggest* indicat* hint* signal* notif* inform*")
BELIEVE = _any(
    "believ* belief think* thought feel* felt suspect* suspicion expect* speculat* predict* fear* worr* presum* assum* suggest suggests "
    "suggested suggesting suggestion guess* imagin* view* consider* regard* see sees seen saw opinion sense sensed anticipat* estimat* "
    "reckon* theori* seem* convinced forecast*",
    r"appear(?:s|ed)?(?! (?:in|on|at|before)\b)",
)
EVALUATE = _any(
    "prais* critici* blast* slam* condemn* denounc* hail* applaud* mock* ridicul* deplor* decry decried lambast* call calls called calling "
    "label* brand brands branded branding dubb* deem* welcom* lament* complains complained complaining bemoan* defend* endors* excoriat* "
    "compliment* prefer* appreciat* regret*"
)
PLAIN = _any(
    "say says said saying told tells telling add adds added adding wrote writes state states stated stating insist* continu* reply replies "
    "replied respond* tweet* claim* argu* maintain* according_to assert* notes noted noting explain* declar* announc* testif* reiterat* "
    "emphasi* stress* conclud*"
)
CHARGE = _any("claims allegation* accusation* report reports suggestion* rumor* rumour* charges criticism assertion* speculation")
NEGATION = _any("not never no_longer neither nor", r"\w*n['’]t")
PROVE = _any("confirm* verif* corroborat* substantiat* authenticat*")  # who has not done so doubts
ANY_NOT = _any("never no nothing none not nobody", r"\w*n['’]t")

# -- what the content says of itself, from its opening

_OPEN = (
    r"^[“\"'‘\[]*(?:that )?[“\"'‘\[]*(?:but |and |well,? |look,? |so |again,? |of course,? "
    r"|(?:i|he|she) (?:can|could) (?:\w+ly )?say (?:that )?|to the best of (?:my|his|her) (?:recollection|knowledge),? )?"
)
_ADVERB = r"(?:\w+ly|still|also|[“\"‘']\w+ly[”\"’'])"
_SELF = r"(?:i|he|she|we|they|it was|it is|it['’]s|this is|this was|that was|that is|that['’]s|his client|her client)"
_LIES = _words(
    "hoax fake false untrue not_true lie lies liar liars baseless unfounded fabricat* nonsense garbage rubbish ridiculous absurd "
    "not_accurate inaccurate without_merit meritless smear unverified made-up made_up stupidity incorrect factual_errors invention fiction "
    "fairy_tale"
)

FALSE = re.compile(
    rf"\b(?:is|was|are|were|be|been|it['’]s|that['’]s|as|as an?|story|called?|calling|reports?) "
    rf"(?:\w+ ){{0,3}}[“\"‘']?(?:\w+ (?:and \w+ )?)?(?<!to )(?:{_LIES})\b"
    r"|\bfake news\b|\bhoax\b|no truth\b|\b100 ?% false|(?:asserts?|maintains?|his|her|is) (?:\w+ )?innocen\w+|be vindicated"
    r"|\b(?:categorically|completely|totally|entirely|utterly) (?:false|untrue)\b|nothing to do with (?:it|this|that)\b"
    r"|reject\w* (?:this|the|these|any|all) |never happened|did nothing wrong|nothing improper|lack a basis"
    r"|\bneither (?:[\w.’'-]+ ){1,7}nor (?:[\w.’'-]+ ){1,7}?(?:was|were|is|are|had|has|have|did|does|knew)\b"
    r"|\b(?:inaccurac(?:y|ies)|falsehoods?|untruth) (?:of|in)\b"
)
"""The content calls something false: a denial."""

NOT_SHOWN = re.compile(r"\bno (?:\w+ )?(?:indications?|evidence|reason|signs?|proof|suggestion)\b")
"""What follows has nothing to show for it: "no evidence that it is false"."""

NEGATED = re.compile(
    rf"{_OPEN}(?:{_SELF} (?:{_ADVERB} )?(?:ha[sd] |have |was |were |am |did |do |does |could |would )?(?:{_ADVERB} )?"
    rf"(?:not|never|nothing|no)\b|{_SELF}(?: \w+)? ?(?:did|was|were|had|has|have|do|does|is|could)n['’]t\b"
    rf"|{_SELF}['’](?:d|ve) (?:never|not)\b"
    r"|he['’]?s (?:certain|sure) (?:that )?(?:he|she) (?:did not|never)"
    rf"|(?:nobody|no one|none of|neither) |there (?:was|is|were|had been|has been) (?:no|nothing|never)\b|nothing |no such )"
)
"""The content says that the speaker did not: a denial."""

NO_WRONG = re.compile(
    r"\b(?:not|never|no|nothing|cannot|\w+n['’]t)\b(?: [\w“\"'‘-]+){0,5}? "
    r"(?:crimes?|criminal|guilty|guilt|wrongdoing|wrong|improper|impropriet(?:y|ies)|inappropriate\w*|illegal\w*|unlawful\w*|unethical|"
    r"violat\w+|obstruct\w*|collu\w+|conspir\w+|corrupt\w*|fraud\w*|misconduct|liable|bribe\w*|fabricat\w+)\b"
)
"""The content says that no wrong was done: a denial, whoever says it."""

DENIAL = re.compile(r"^(?:(?:\w+ ){0,3}[\w.-]+['’]s? |his |her |its |their |the |an? )?(?:\w+ )?denials? (?:of|that)\b")
"""The content is somebody's denial: who repeats it denies."""

ADMITTED = re.compile(
    rf"{_OPEN}(?:i|he|she|they|we) (?:ha[sd] |have )?(?:{_ADVERB} )?(?:lied|misled|deceived|concealed|cheated|erred"
    r"|made (?:an? )?(?:\w+ )?mistakes?|broken? the (?:law|rules)|(?:was|were|been) (?:wrong|at fault|to blame))\b"
)
"""The content says what the speaker did wrong: an admission."""

PRAISE = re.compile(
    rf"{_OPEN}(?:i|he|she|they|we) (?:{_ADVERB} )?(?:appreciate[sd]?|welcome[sd]?|regret(?:s|ted)?|condemn(?:s|ed)?|applaud(?:s|ed)?"
    r"|deplore[sd]?|admire[sd]?)\b"
)
"""The content says what the speaker thinks of something: a judgement."""

MISGIVING = re.compile(r"^(?:(?:his|her|its|their|some|serious|deep|grave|an?) )*(?:doubts?|disbelief|sc?kepticism|misgivings)\b")
"""The content is somebody's doubt: who expresses it doubts."""

OUGHT = re.compile(
    r"\b(?:(?:should|must|ought to)(?! have\b)|needs? to (?!ask|know)|needed to|has to|it is time|let['’]?s|please"
    r"|no alternative but to request|be turned over)\b"
)
WILL = re.compile(
    rf"{_OPEN}(?:i|he|she|they|we|his \w+|her \w+|the \w+)(?: {_ADVERB})?"
    rf"(?:['’](?:ll|d(?! (?:never|not|already|been|had|\w+ed\b))) | (?:{_ADVERB} )?(?:will|would(?! have\b))(?: not)? "
    r"| (?:plan\w*|intend\w*|want\w*|hope\w*|wish\w*|need) (?:to|that|the)\b"
    r"| (?:was|is|am|are|were|remains?) (?:prepared|ready|going|willing|determined) to\b| do(?:es)?n['’]t want)"
)
THREAT = re.compile(r"\b(?:or|if\b[^.?!]{0,60},) (?:i|we)(?:['’]ll| will)\b")
"""The content says what the speaker will do if or unless another does something."""

MAYBE = re.compile(
    rf"{_OPEN}(?:i|he|she|they|we|the \w+)(?: also| still)? "
    r"(?:think|thought|believe[ds]?|suspect\w*|(?:feel|felt) (?:that|like|as)|guess\w*|expect\w*"
    rf"|assume\w*)\b|{_OPEN}it (?:was|is) (?:possible|likely|probable|conceivable)|\b(?:may|might|could) (?:not )?(?:have|be)\b"
    r"|\b(?:is|are|was|were) (?:\w+ly )?(?:believed|thought|suspected) to\b"
)
GUESS = re.compile(r"^[“\"'‘\[]*(?:that )?[“\"'‘\[]*(?:perhaps|possibly|maybe|probably)\b")
"""The content is said to be a guess: a belief, whatever it says."""

UNSURE = re.compile(
    rf"{_OPEN}(?:i|he|she|they|we|it)(?: was| is|['’]m|['’]s| am)? (?:(?:did|do|does|could|can)(?:n['’]t| ?not) "
    r"(?:know(?! (?:the|her|him|them|any|these|those)\b)|say|be sure|be certain|recall|remember|have (?:\w+ )?memory)"
    r"|(?:not |un)(?:sure|certain|clear)|ha(?:s|d|ve) no idea)"
    r"|\b(?:can['’]?t|cannot|could not) (?:say|be sure)\b|\b(?:no|any|not have) reason to believe\b"
)
SILENT = re.compile(
    r"(?:not going to|won['’]t|will not|would not|wouldn['’]t|could not|cannot|can['’]t) "
    r"(?:talk|comment|discuss|speak|answer|confirm|get into)"
    r"|through talking|\bno comment\b"
)
REQUEST = re.compile(rf"{_OPEN}(?:an?|his|her|its|their|the)? ?(?:[\w.-]+ ){{0,3}}(?:request|demand|deadline|plea|appeal|call)s?\b")
OFFER = re.compile(r"^(?:his|her|its|their|an?) (?:[\w.-]+ ){0,2}(?:offer|intent|intention|plan|promise|vow|pledge|threat)s?\b")
ASKED_FOR = re.compile(r"\b(?:request|subpoena|invitation|interview|offer|appeal|summons|demand|plea)s?\b")
ASKED_TO = re.compile(r"(?:that|for|to|\S+(?: \S+){0,6} to)\b")
UNANSWERED = re.compile(r"(?:request|e-?mail|call|message|question)s?\b.{0,30}\b(?:comment|questions?)|^to (?:comment|requests?)")

# -- what lessens it

HEDGES = re.compile(
    rf"\b(?:{_words('allegedly alleged reportedly apparently supposedly purported purportedly seemingly presumably')}"
    rf"|{_words('perhaps maybe possibly probably')}"
    rf"|{_words('likely unlikely almost_certain almost_certainly very_likely very_unlikely highly_likely highly_unlikely highly_probable')}"
    rf"|{_words('highly_improbable roughly_even remote_chance if_true in_part unverified unconfirmed uncorroborated could_have')}"
    rf"|{_words('believe believes believed suspect suspects appear appears appeared seem seems seemed suggests')}"
    r"|(?:may|might)(?: not)?(?: have)?|(?:low|moderate|high)(?: to (?:low|moderate|high))? confidence|as far as (?:i|we|he|she) knows?)\b",
    re.IGNORECASE,
)
"""Words that lessen what is said; the estimative words of ICD 203 are among them, and are never turned into numbers."""
