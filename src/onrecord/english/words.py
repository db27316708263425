"""Words by what they do. Lower case, without the point of an abbreviation."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a list that spaces and lines part."""
    return frozenset(words.split())


HONORIFICS = {
    "mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "dr": "", "prof": "", "professor": "",
    "rev": "", "reverend": "",
}  # fmt: skip
"""Honorifics with the gender they show, "" where they show none."""

# Words that stand before a person's name, or stand for the person: "Senator Lind", "the senator".
OFFICES = listed(
    """
    president vice-president senator sen representative rep congressman congresswoman lawmaker legislator governor gov secretary
    minister premier chancellor judge justice general gen colonel col lieutenant lt sergeant sgt captain capt major maj admiral adm
    mayor chief chairman chairwoman chair chairperson director deputy spokesman spokeswoman spokesperson attorney lawyer counsel
    solicitor prosecutor ambassador envoy commissioner speaker leader king queen prince princess pope bishop archbishop cardinal rabbi
    imam pastor sheriff officer detective inspector constable coach editor reporter journalist correspondent columnist author writer
    historian analyst economist strategist scientist researcher professor candidate nominee ceo executive founder co-founder owner
    manager adviser advisor aide assistant operative lobbyist activist consultant pollster whip treasurer councillor councilman
    councilwoman alderman delegate member expert economist doctor physician actor actress singer comedian host anchor veteran resident
    businessman businesswoman billionaire democrat republican head presenter undersecretary under-secretary superintendent principal
    dean provost auditor ombudsman coroner editor-in-chief vice-chairman chief-of-staff regulator engineer geologist hydrologist
    biologist chemist curator director-general
    """
)
ABBREVIATED = listed("mr mrs ms dr prof rev sen rep gov gen col lt sgt capt maj adm st jr sr inc corp ltd co no vs")

MALE = listed(
    """
    he him his himself spokesman congressman chairman businessman councilman king prince lord father brother son husband uncle nephew
    grandfather boyfriend man gentleman actor statesman salesman policeman fireman
    """
)
FEMALE = listed(
    """
    she her hers herself spokeswoman congresswoman chairwoman businesswoman councilwoman queen princess lady mother sister daughter wife
    aunt niece grandmother girlfriend woman actress stateswoman policewoman
    """
)

# Heads of what is made of people or speaks for them.
BODIES = listed(
    """
    department ministry agency office committee commission council court house senate congress parliament government administration
    campaign party union association university college institute institution company corporation corp inc ltd llc group bank board
    bureau force forces army navy police network foundation league club church authority service services panel tribunal embassy
    consulate cabinet coalition federation organisation organization centre center society trust firm team regime military directorate
    secretariat assembly chamber treasury hospital school laboratory watchdog regulator operator utility works inspectorate intelligence
    community kingdom republic states nations pentagon kremlin fund project initiative alliance brigade militia guard legislature caucus
    delegation industries holdings partners airlines railway railways port
    """
)
# Those of them that firms bear in their names, and no public body.
FIRMS = listed("company corporation corp inc ltd llc group bank firm works industries holdings partners airlines railway")
OUTLETS = listed(
    """
    times post news journal tribune herald guardian telegraph gazette chronicle observer inquirer enquirer mail press magazine radio
    television tv broadcasting courier dispatch examiner independent mirror standard echo sentinel monitor star sun globe wire newswire
    weekly daily review cnn msnbc nbc abc cbs bbc npr pbs cnbc reuters afp ap bloomberg politico axios buzzfeed newsweek huffpost slate
    vox breitbart newsmax aljazeera
    """
)
OUTLET_NOUNS = listed(
    """
    publication newspaper paper outlet magazine network website site tabloid broadcaster station channel programme program podcast
    agency
    """
)
PRESS = listed("reporters journalists press media")

DOCUMENTS = listed(
    """
    report memo memorandum letter statement complaint lawsuit suit filing indictment affidavit study survey poll document documents
    transcript email e-mail emails tweet tweets post book bill law order ruling opinion review analysis assessment audit article story
    column editorial headline advert ad data figures records factsheet release note paper cable dossier readout testimony record
    findings inquiry investigation account video recording graphic list file files minutes census warrant subpoena motion brief petition
    reports
    """
)
# Documents that are their author speaking.
UTTERANCES = listed("statement letter tweet tweets email e-mail emails post testimony release account remarks note")
PIECES = listed("article story column editorial headline reports")

ANONYMOUS = listed(
    """
    source sources official officials person people someone insider insiders aide aides adviser advisers advisor advisors diplomat
    diplomats individual individuals operative operatives employee employees staffer staffers executive executives officer officers
    prosecutor agent agents man woman witness witnesses lawyer attorney friend colleague
    """
)
# What tells that somebody's name is known and withheld.
WITHHELD = (
    "familiar with", "with knowledge", "knowledge of", "condition of anonymity", "on condition", "anonymity", "not authorized",
    "not authorised", "briefed on", "close to", "involved in", "with direct", "who spoke", "declined to be named", "who asked not",
    "who requested", "unnamed", "anonymous", "not be named", "not to be named",
)  # fmt: skip
NUMBERS = listed(
    """
    one two three four five six seven eight nine ten several multiple some many few dozen dozens both a an another at least
    """
)

# Where the core of a noun phrase ends.
STOPS = listed(
    """
    of for in with who which that at from by on to about near inside outside whose working investigating speaking familiar close
    involved briefed leading including
    """
)

# "One of the officials", "most of the panel".
SHARES = listed("one others rest most majority none either neither number")

REFLEXIVES = listed("himself herself itself themselves")

DETERMINERS = listed("the a an this that these those his her its their our my your some any each every another both all")

COUNTRIES = listed(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium bolivia bosnia
    botswana brazil britain bulgaria cambodia cameroon canada chad chile china colombia croatia cuba cyprus denmark ecuador egypt
    england eritrea estonia ethiopia finland france georgia germany ghana greece guatemala haiti honduras hungary iceland india
    indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon liberia
    libya lithuania luxembourg malaysia mali malta mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal
    netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania
    russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan
    tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe
    washington moscow beijing brussels tehran kabul damascus
    """
)
DEMONYMS = listed(
    """
    afghan albanian algerian american argentine armenian australian austrian bangladeshi belarusian belgian bolivian bosnian brazilian
    british bulgarian cambodian canadian chilean chinese colombian croatian cuban cypriot czech danish dutch ecuadorian egyptian
    english estonian ethiopian finnish french georgian german ghanaian greek haitian hungarian icelandic indian indonesian iranian
    iraqi irish israeli italian jamaican japanese jordanian kazakh kenyan korean kuwaiti latvian lebanese libyan lithuanian malaysian
    mexican moldovan mongolian moroccan nepalese nigerian norwegian pakistani palestinian panamanian peruvian philippine polish
    portuguese qatari romanian russian rwandan saudi scottish senegalese serbian singaporean slovak slovenian somali spanish sudanese
    swedish swiss syrian taiwanese tanzanian thai tunisian turkish ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh
    yemeni zambian zimbabwean
    """
)
PARTIES = listed(
    """
    republican republicans democrat democrats democratic labour conservative conservatives liberal liberals tory tories green greens
    independent gop
    """
)

# Words that open a sentence with a capital and belong to no name.
FUNCTION = listed(
    """
    the a an this that these those it its he she they we i you his her their our my your who whom whose which what when where why how in
    on at by for from to of with without about after before during since until while as if although though because but and or nor so yet
    not no there here then now today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december one two three four five six seven eight nine ten some many most
    several few all both each every any other another such even also still just only asked asking citing according despite instead
    however meanwhile moreover earlier later last next first second on over under between among through against once is was are were be
    been has have had do does did will would can could should may might must let yes well oh intelligence anonymous following speaking
    responding calling president's officials sources people critics supporters reporters lawmakers experts legislators investigators
    prosecutors police residents members spokesmen lawyers attorneys experts republicans democrats people's two-thirds three-quarters
    like shortly we've i'll we'll it's that's he's she's they're don't i'm i've let's we're you're
    """
)

SPOKESPEOPLE = listed("spokesman spokeswoman spokesperson")
SYNONYMS = {
    "congressman": listed("rep representative"),
    "congresswoman": listed("rep representative"),
    "representative": listed("rep congressman congresswoman"),
    "lawmaker": listed("rep representative sen senator congressman congresswoman legislator"),
    "legislator": listed("rep representative sen senator congressman congresswoman lawmaker"),
    "senator": listed("sen"),
    "governor": listed("gov"),
    "general": listed("gen"),
    "lawyer": listed("attorney counsel solicitor"),
    "attorney": listed("lawyer counsel"),
    "chairman": listed("chair"),
    "chairwoman": listed("chair"),
    "republican": listed("rep sen senator representative"),
    "democrat": listed("rep sen senator representative"),
}
"""Offices that are called by several words."""

_SHORT = """
    alexander alex | andrew andy | anthony tony | barbara barb | benjamin ben | charles chuck charlie | christopher chris | cynthia cindy
    daniel dan | david dave | deborah debbie | donald don | douglas doug | edward ed ted | elizabeth liz beth | gregory greg
    james jim jimmy | jeffrey jeff | jennifer jen jenny | jonathan jon | joseph joe | joshua josh | katherine kate kathy | kenneth ken
    lawrence larry | margaret peggy meg | matthew matt | michael mike | nicholas nick | patrick pat | rebecca becky | richard rick dick
    robert bob rob | ronald ron | samuel sam | steven steve stephen | susan sue | thomas tom | timothy tim | william bill
"""
FIRST_NAMES = {short: names[0] for line in _SHORT.replace("|", "\n").splitlines() if (names := line.split()) for short in names[1:]}
"""Short forms of first names, with the long ones."""
