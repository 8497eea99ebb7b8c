"""German acts: the words by which a title tells what was done, as patterns."""

from __future__ import annotations

ACTS = {
    "blast": "explosion* explodier* detonation* detonier* bombenanschlag*",
    "air strike": "luftangriff* luftschlag* luftschläge* bombardier* beschuss*",
    "truce": "waffenruhe* waffenstillstand* feuerpause*",
    "talks": "gespräch* verhandlung* verhandel* gipfel* vermittl*",
    "protest": "protest* demonstration* demonstrier* kundgebung* unruhen",
    "siege": "belager* blockade*",
    "hostages": "geisel* entführ* verschlepp*",
    "vote": "wahl wahlen abstimmung* referendum* volksentscheid*",
    "resignation": "rücktritt* zurücktreten zurückgetreten",
    "appointment": "ernenn* ernannt* nachfolg*",
    "trial": "prozess* anklage* angeklagt* verurteil* urteil*",
    "arrest": "festnahme* festgenommen* verhaft*",
    "invasion": "invasion* einmarsch* offensive*",
    "probe": "ermittl* untersuchung*",
    "sanctions": "sanktion* embargo*",
    "seizure": "beschlagnahm* erober* stürm* gestürmt*",
    "crash": "absturz* abgestürzt* kollision* kollidier* gesunken* kenter* gekentert*",
    "disaster": "erdbeben* hochwasser* überschwemmung* waldbrand* waldbrände*",
    "flight": "evakuier* flucht geflohen* flieh* vertrieben*",
    "murder": "mord morde ermord* attentat*",
    "deal": "abkommen* vertrag verträge vereinbarung* einigung*",
    "execution": "hinricht* hingerichtet*",
    "hack": "hackerangriff* cyberangriff*",
    "coup": "putsch* meuterei*",
    "release": "freilassung* freigelassen*",
    "funeral": "beisetzung* beerdigung* trauerfeier*",
    "toll": "tote toten tot getötet* todesopfer* verletz* opfer",
    "rescue": "gerettet* rettung* überleb*",
}
"""Each act with its words; `*` stands for any ending."""
