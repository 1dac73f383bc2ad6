"""The rules of triplicate.toml, and of what a text's front matter ignores."""

from functools import partial

from triplicate.rules.finding import Family, Phase, Rule, Severity

_rule = partial(Rule, family=Family.METADATA, phase=Phase.CONFIGURATION)

UNKNOWN_KEY = _rule(
    "M050",
    Severity.ERROR,
    "the configuration holds keys that are known",
    "A misspelt key has no effect, and nobody would notice.",
    "Triplicate: triplicate.toml",
    bad='pdf-standrad = "ua-1"',
    good='pdf-standard = "ua-1"',
)
WRONG_VALUE = _rule(
    "M051",
    Severity.ERROR,
    "a key of the configuration has a value of its kind",
    "A list where one name belongs cannot be followed.",
    "Triplicate: triplicate.toml",
    bad='formats = "pdf"',
    good='formats = ["pdf"]',
)
BROKEN = _rule(
    "M052",
    Severity.ERROR,
    "the configuration is TOML",
    "What cannot be read cannot be followed, and texts would be exported with other settings than those wanted.",
    "TOML 1.0.0",
    bad="style = large-print",
    good='style = "large-print"',
)
WITHOUT_REASON = _rule(
    "M053",
    Severity.ERROR,
    "a finding is ignored for a reason",
    "The next person must be able to tell whether the reason still holds.",
    "Triplicate: ignores",
    bad="---\ntitle: Prices\nlang: en\nignore:\n  H054:\n---",
    good="---\ntitle: Prices\nlang: en\nignore:\n  H054: The question is the name of the campaign.\n---",
)
UNKNOWN_CODE = _rule(
    "M054",
    Severity.WARNING,
    "a code that is ignored or raised names a rule",
    "A misspelt code has no effect, and nobody would notice.",
    "Triplicate: ignores",
    bad="---\ntitle: Prices\nlang: en\nignore:\n  H999: It is the name of the campaign.\n---",
    good="---\ntitle: Prices\nlang: en\nignore:\n  H054: It is the name of the campaign.\n---",
)
UNUSED = _rule(
    "M055",
    Severity.ADVICE,
    "a text ignores only what it has",
    "An ignore that is left over hides the next finding of its kind.",
    "Triplicate: ignores",
    bad="---\ntitle: Prices\nlang: en\nignore:\n  H054: It is the name of the campaign.\n---\n\nWords.",
    good="---\ntitle: Prices\nlang: en\n---\n\nWords.",
)
LOWERED = _rule(
    "M056",
    Severity.ERROR,
    "a severity is raised, never lowered",
    "What shuts readers out does not matter less in one project than in another; a case can be ignored, with a reason.",
    "Triplicate: severity in triplicate.toml",
    bad='[severity]\nH050 = "advice"',
    good='[severity]\nH052 = "error"',
)
NOT_IGNORED = _rule(
    "M057",
    Severity.ERROR,
    "what keeps a text from being read whole is not ignored",
    "Without its title, its picture or the words that were not understood there is no document to export.",
    "Triplicate: ignores",
    bad="---\ntitle: Prices\nlang: en\nignore:\n  X001: The HTML was there before.\n---\n\n<canvas></canvas>",
    good="---\ntitle: Prices\nlang: en\n---\n\n**Now**",
)
RULES = (UNKNOWN_KEY, WRONG_VALUE, BROKEN, WITHOUT_REASON, UNKNOWN_CODE, UNUSED, LOWERED, NOT_IGNORED)
