"""Words that say little of what a statement is about: small words, and those every need is worded with."""

from collections.abc import Mapping

_SV = """
    alla allt alltid alltför aldrig andra annan annat att av bara behov behövs behöver behövde bli blir blev blivit bland
    bort borde bra brist bristen brister bättre både då de dem den denna deras dess dessa det detta dig din dina ditt dit
    du där därför dålig dåligt dåliga efter egen eget egna eller en er era ert ett fast fel flera fler fram få fått får
    fick finns finnas för före förut från genom ge ger ges ges gick gjort gör göra gå går ha hade han hans har hela helt
    henne hennes hon hos hur här i ibland idag in inför inga ingen inget innan inne inom inte istället ja jag ju kan
    kanske knappt kom komma kommer kommun kommunen kommuner kommunerna kommunens kunde kunna liten litet låta låter
    lite län länet länets man med medan mellan men mer mest mig min mina mindre minst mitt mot mycket måste många
    ner ni nog nu ny nya nytt någon något några när nära nej och också oftast ofta olika om omkring oss på redan region
    regionen regionens regioner rätt sa sagt samma samt se sedan ser ses sig sin sina sitt sig själv själva ska skall
    skulle små så sådan sådana sådant sällan säga säger som stor stora stort svår svårt ta tar tas till tills trots tycker
    under upp ur ut utan utanför vad var vara varandra varför varit varje vart vem vems vet vi via vid vilka vilken vilket
    vill ville vår våra vårt väl än ändå ännu är även år åt över saknas saknar saknades örebro
"""
_EN = """
    a about above after again against all almost also always am an and another any are around as at away back be because
    been before being below best better between both but by can cannot could county did do does doing done down during
    each enough even ever every few fewer first for from further get gets getting give gives go goes going good got had
    has have having he her here him his how i if in into is it its just know lack lacking lacks less like little lot made
    make makes many me missing more most much municipal municipalities municipality must my need needed needs never new
    no none nor not nothing now of off often on once one only or other others our out over own per put quite rather really
    region regional regions right same say says see seen seldom shall she should so some something still such take takes
    than that the their them then there these they thing things this those though through to today together too toward
    under until up upon us use used very want wants was way we well were what when where whether which while who whom
    whose why will with within without would year years yet you your
"""

STOP_WORDS: Mapping[str, frozenset[str]] = {
    "sv": frozenset(_SV.split()),
    "en": frozenset(_EN.split()),
}
