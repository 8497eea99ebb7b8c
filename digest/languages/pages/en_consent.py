"""English words of dialogs that ask the visitor of a page for a consent."""

from __future__ import annotations

from digest.languages.sign import Sign

CONSENT = (
    Sign(
        name="store on a device",
        pattern=r"\bstore and(?:/or)? access (?:personal data|information)",
        example="We store and access personal data on devices.",
    ),
    Sign(
        name="personal data, such as",
        pattern=r"\baccess personal data, such as",
        example="Partners access personal data, such as browsing data.",
    ),
    Sign(
        name="kinds of cookies",
        pattern=r"\b(?:these|strictly necessary|necessary|our|functional|performance"
        r"|targeting) cookies (?:are|collect|help|allow|enable|may)",
        example="These cookies are necessary for the site.",
    ),
    Sign(
        name="we use cookies",
        pattern=r"\b(?:we|partners?) (?:and our (?:\d+ )?partners )?uses? cookies",
        example="We and our partners use cookies.",
    ),
    Sign(
        name="use of cookies",
        pattern=r"\buse of cookies",
        example="Click to agree to the use of cookies.",
    ),
    Sign(
        name="settings of cookies",
        pattern=r"\bcookies? (?:policy|settings|preferences|notice)",
        example="Change your cookie settings here.",
    ),
    Sign(
        name="preference center",
        pattern=r"\bprivacy preference cent(?:er|re)",
        example="Privacy Preference Center",
    ),
    Sign(
        name="manage consent",
        pattern=r"\bmanage (?:your )?(?:consent|cookie)",
        example="Manage your consent",
    ),
    Sign(
        name="consent choices",
        pattern=r"\bconsent (?:preferences|choices)",
        example="Your consent choices",
    ),
    Sign(
        name="withdraw consent",
        pattern=r"\bwithdraw (?:your )?consent",
        example="You can withdraw your consent at any time.",
    ),
    Sign(
        name="accept or reject all",
        pattern=r"\b(?:accept|reject) all(?: cookies)?$",
        example="Accept all",
    ),
    Sign(
        name="button I accept",
        pattern=r"\bselecting i accept",
        example="By selecting I accept you agree.",
    ),
    Sign(
        name="trackers disabled",
        pattern=r"\bif trackers are disabled",
        example="If trackers are disabled, some ads may not fit.",
    ),
    Sign(
        name="personal ads",
        pattern=r"\bpersonali[sz]ed? (?:content and ads|ads"
        r"|the experience with targeted ads)",
        example="We show personalised ads.",
    ),
    Sign(name="vendors", pattern=r"\bvendors? (?:list|can use)", example="Open the vendor list"),
    Sign(
        name="tracking technologies",
        pattern=r"\btracking technologies",
        example="We use tracking technologies.",
    ),
    Sign(
        name="partners process data",
        pattern=r"\bpartners? (?:may )?(?:store|process|access"
        r"|collect)s?\b.{0,60}\b(?:data|identifiers)\b",
        example="Our partners process data such as unique identifiers.",
    ),
    Sign(
        name="data, such as",
        pattern=r"\b(?:data|information) such as (?:unique identifiers|browsing)",
        example="Our partners process data such as unique identifiers.",
    ),
    Sign(
        name="personal advertising",
        pattern=r"\bpersonali[sz]ed (?:advertising|ads) and content",
        example="Personalised advertising and content",
    ),
    Sign(
        name="legitimate interest",
        pattern=r"\b(?:object to|based on) (?:our "
        r"|their )?legitimate interests?\b.{0,80}\b(?:data|partners)",
        example="You may object to our legitimate interests in your data.",
    ),
    Sign(
        name="we would like to remember",
        pattern=r"\b(?:we|our site) would like to (?:remember"
        r"|store)\b.{0,80}\b(?:choices|device|cookies)",
        example="We would like to remember your choices on this device.",
    ),
)
