"""Turkish acts: the words by which a title tells what was done, as patterns."""

from __future__ import annotations

ACTS = {
    "blast": "patlama* patladı* infilak*",
    "air strike": r"hava\ssaldırı\w* bombala* bombardıman*",
    "truce": "ateşkes* mütareke*",
    "talks": "müzakere* görüşme* zirve* arabulucu*",
    "protest": "protesto* gösteri* eylem* miting*",
    "siege": "kuşat* abluka*",
    "hostages": "rehine* rehin kaçırıl* kaçırdı*",
    "vote": "seçim* oylama* sandık* referandum*",
    "resignation": r"istifa* görevden\sal\w*",
    "appointment": "atandı* atama* halef*",
    "trial": "dava* yargıla* mahkûm* mahkum* iddianame*",
    "arrest": "gözaltı* tutukla* tutuklu*",
    "invasion": r"işgal* istila* kara\sharek\w*",
    "probe": "soruşturma* inceleme*",
    "sanctions": "yaptırım* ambargo*",
    "seizure": r"ele\sgeçir\w* el\skoy\w*",
    "crash": "düştü çarpıştı* çarpışma* battı* alabora*",
    "disaster": "deprem* sel yangın* afet*",
    "flight": "tahliye* kaçtı* kaçıyor* göç*",
    "murder": "suikast* cinayet*",
    "deal": "anlaşma* mutabakat* uzlaşma*",
    "execution": "idam*",
    "hack": "siber*",
    "coup": "darbe* isyan*",
    "release": "serbest* salıver*",
    "funeral": "cenaze* defned* yas",
    "toll": r"ölü ölüm* öldü* öldürüldü* hayatını yaralı* yaralandı* can\skaybı\w*",
    "rescue": r"kurtarıl* kurtarma* sağ\skurtul\w*",
}
"""Each act with its words; `*` stands for any ending."""
