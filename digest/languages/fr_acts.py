"""French acts: the words by which a title tells what was done, as patterns."""

from __future__ import annotations

ACTS = {
    "blast": r"explos* déflagration* détonation* attentat\sà\sla\sbombe",
    "air strike": "frappe frappes bombard* raid raids pilonn*",
    "truce": "trêve* cessez-le-feu armistice*",
    "talks": "pourparlers négoci* sommet* médiation* dialogue*",
    "protest": "manifestation* manifestant* manifestent protest* émeute* colère",
    "siege": "siège assiég* assièg* blocus",
    "hostages": "otage* enlèvement* enlevé* kidnapp* rapt*",
    "vote": "vote votent élection* scrutin* référendum* législatives présidentielle",
    "resignation": "démission* limog* destitu*",
    "appointment": "nomm* nomination* successeur*",
    "trial": r"procès inculp* condamné* tribunal jugé* mis\sen\sexamen mise\sen\sexamen",
    "arrest": "arrêté* arrestation* interpell* détenu* incarcér*",
    "invasion": "invasion* envahi* incursion* offensive*",
    "probe": "enquêt* investigation*",
    "sanctions": "sanction* embargo*",
    "seizure": r"saisie* saisit saisissent s[’']empare s[’']emparent captur* prise\sde",
    "crash": "crash* collision* naufrage* chavir* s[’']écrase",
    "disaster": r"séisme* tremblement* inondation* incendie* feux\sde\sforêt",
    "flight": "évacu* exode* fuient fuite déplacés déplacement",
    "murder": "assassin* meurtre*",
    "deal": "accord accords traité* pacte*",
    "execution": "exécut* pendu pendus pendaison*",
    "hack": "cyberattaque* piratage*",
    "coup": r"coup\sd[’']état putsch* mutin*",
    "release": "libér* relâch*",
    "funeral": "obsèques funérailles inhum* deuil",
    "toll": "mort morts morte mortes tué* bless* victime* décès bilan",
    "rescue": "sauvetage* secouru* survivant* rescapé*",
}
"""Each act with its words; `*` stands for any ending."""
