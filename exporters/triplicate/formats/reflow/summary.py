"""The accessibility summary: sentences on what is in a text, in its language where we can word them well."""

from triplicate.document.language import subtag
from triplicate.formats.reflow.inventory import Inventory
from triplicate.later import dataclass


@dataclass(frozen=True, slots=True)
class Sentences:
    """One sentence for each thing that may be in a text; ``pages`` names the paginated edition."""

    always: str
    pictures: str
    tables: str
    formulas: str
    notes: str
    pages: str


# fmt: off
_SENTENCES = {
    "en": Sentences(
        "The text can be read by eye, by ear and by touch, in any size and colours; headings and a linked table of "
        "contents lead through it.",
        "Every picture that carries meaning has a text alternative.",
        "Tables have marked header cells.",
        "Formulas are in MathML and are also described in words.",
        "Notes are linked to their calls and back.",
        "The page numbers are those of {source}."),
    "fr": Sentences(
        "Le texte peut être lu avec les yeux, les oreilles ou les doigts, dans toute taille et toute couleur ; des "
        "titres et un sommaire avec liens permettent de s’y déplacer.",
        "Chaque image porteuse de sens a une alternative textuelle.",
        "Les tableaux ont des cellules d’en-tête balisées.",
        "Les formules sont en MathML et sont aussi décrites avec des mots.",
        "Les notes sont liées à leurs appels, dans les deux sens.",
        "Les numéros de page sont ceux de {source}."),
    "de": Sentences(
        "Der Text kann mit den Augen, den Ohren und den Fingern gelesen werden, in jeder Größe und Farbe; "
        "Überschriften und ein verlinktes Inhaltsverzeichnis führen durch ihn.",
        "Jedes Bild, das etwas aussagt, hat einen Alternativtext.",
        "Tabellen haben ausgezeichnete Kopfzellen.",
        "Formeln stehen in MathML und sind auch in Worten beschrieben.",
        "Anmerkungen sind mit ihren Verweisen in beiden Richtungen verlinkt.",
        "Die Seitenzahlen sind die von {source}."),
    "es": Sentences(
        "El texto puede leerse con la vista, el oído o el tacto, en cualquier tamaño y color; los títulos y un índice "
        "con enlaces permiten recorrerlo.",
        "Cada imagen con significado tiene un texto alternativo.",
        "Las tablas tienen celdas de encabezado marcadas.",
        "Las fórmulas están en MathML y también se describen con palabras.",
        "Las notas están enlazadas con sus llamadas, en ambos sentidos.",
        "Los números de página son los de {source}."),
    "it": Sentences(
        "Il testo si può leggere con gli occhi, con le orecchie o con le dita, in ogni dimensione e colore; i titoli e "
        "un indice con collegamenti permettono di percorrerlo.",
        "Ogni immagine che ha un significato ha un testo alternativo.",
        "Le tabelle hanno celle di intestazione contrassegnate.",
        "Le formule sono in MathML e sono anche descritte a parole.",
        "Le note sono collegate ai loro richiami, nei due sensi.",
        "I numeri di pagina sono quelli di {source}."),
    "nl": Sentences(
        "De tekst is met ogen, oren en vingers te lezen, in elke grootte en kleur; koppen en een inhoudsopgave met "
        "koppelingen wijzen de weg.",
        "Elke afbeelding met betekenis heeft een tekstalternatief.",
        "Tabellen hebben gemarkeerde kopcellen.",
        "Formules staan in MathML en zijn ook in woorden beschreven.",
        "Noten zijn in beide richtingen gekoppeld aan hun verwijzingen.",
        "De paginanummers zijn die van {source}."),
    "pl": Sentences(
        "Tekst można czytać wzrokiem, słuchem i dotykiem, w dowolnym rozmiarze i kolorze; prowadzą przez niego "
        "nagłówki i spis treści z odnośnikami.",
        "Każda ilustracja niosąca treść ma tekst alternatywny.",
        "Tabele mają oznaczone komórki nagłówkowe.",
        "Wzory są zapisane w MathML i opisane słowami.",
        "Przypisy są połączone z odwołaniami w obu kierunkach.",
        "Numery stron pochodzą z {source}."),
    "pt": Sentences(
        "O texto pode ser lido com os olhos, com os ouvidos ou com os dedos, em qualquer tamanho e cor; os títulos e "
        "um índice com ligações permitem percorrê-lo.",
        "Cada imagem com significado tem um texto alternativo.",
        "As tabelas têm células de cabeçalho marcadas.",
        "As fórmulas estão em MathML e são também descritas por palavras.",
        "As notas estão ligadas às suas chamadas, nos dois sentidos.",
        "Os números de página são os de {source}."),
}
# fmt: on


def summary(lang: str, inventory: Inventory, page_source: str | None) -> tuple[str, str]:
    """Return the summary and the language it is in: English for a language whose sentences are missing."""
    language = subtag(lang)
    known = language in _SENTENCES
    sentences = _SENTENCES[language if known else "en"]
    told = [
        (sentences.always, True),
        (sentences.pictures, inventory.pictures > 0 and not inventory.without_text),
        (sentences.tables, inventory.tables > 0),
        (sentences.formulas, inventory.formulas > 0),
        (sentences.notes, inventory.notes > 0),
        (sentences.pages.format(source=page_source), page_source is not None),
    ]
    return " ".join(sentence for sentence, holds in told if holds), lang if known else "en"
