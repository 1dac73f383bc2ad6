"""What a download page says of its own, in the language of the text where we can word it well."""

from dataclasses import dataclass

from triplicate.document.model import Inlines, Passage, Text


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words in one language. ``editions`` are names of the styles that come with Triplicate."""

    lang: str
    download: str
    file: str
    size: str
    pages: str
    opens_in: str
    language: str
    checksums: str
    documents: str
    editions: dict[str, str]
    formats: dict[str, str]
    programs: dict[str, str]

    def said(self, words: str, lang: str) -> Inlines:
        """Return words of a page in a language, which they may not be in."""
        text = (Text(words),)
        known = lang.split("-", maxsplit=1)[0].lower() == self.lang
        return text if known else (Passage(text, self.lang),)


def _programs(browser: str, readers: str, books: str) -> dict[str, str]:
    return {
        "pdf": f"{browser}, {readers}",
        "docx": "Microsoft Word, LibreOffice Writer, Google Docs",
        "epub": f"{books}: Thorium Reader, Apple Books, Google Play Books",
        "html": browser,
    }


def _formats(page: str) -> dict[str, str]:
    return {"pdf": "PDF", "docx": "Word", "epub": "EPUB", "html": page}


def _editions(standard: str, clear: str, large: str, dyslexia: str, printing: str) -> dict[str, str]:
    return dict(
        zip(
            ("standard", "clear-print", "large-print", "dyslexia", "print"),
            (standard, clear, large, dyslexia, printing),
            strict=True,
        )
    )


# fmt: off
_PHRASES = {
    "en": Phrases(
        "en", "Download", "File", "Size", "Pages", "Opens in", "Language", "Checksums (SHA-256)", "Documents",
        _editions("Standard", "Clear print", "Large print", "Dyslexia-friendly", "For printing"), _formats("Web page"),
        _programs("any browser", "PDF readers", "e-book readers")),
    "fr": Phrases(
        "fr", "Télécharger", "Fichier", "Taille", "Pages", "S’ouvre avec", "Langue", "Sommes de contrôle (SHA-256)",
        "Documents",
        _editions("Édition courante", "Caractères clairs", "Grands caractères", "Lecture facilitée (dyslexie)",
                  "Pour l’impression"), _formats("Page web"),
        _programs("tout navigateur", "lecteurs de PDF", "liseuses")),
    "de": Phrases(
        "de", "Herunterladen", "Datei", "Größe", "Seiten", "Öffnet sich mit", "Sprache", "Prüfsummen (SHA-256)",
        "Dokumente",
        _editions("Standard", "Klarer Druck", "Großdruck", "Für Menschen mit Legasthenie", "Zum Drucken"),
        _formats("Webseite"), _programs("jeder Browser", "PDF-Programme", "E-Book-Programme")),
    "es": Phrases(
        "es", "Descargar", "Archivo", "Tamaño", "Páginas", "Se abre con", "Idioma", "Sumas de comprobación (SHA-256)",
        "Documentos",
        _editions("Edición habitual", "Letra clara", "Letra grande", "Para personas con dislexia", "Para imprimir"),
        _formats("Página web"), _programs("cualquier navegador", "lectores de PDF", "lectores de libros electrónicos")),
    "it": Phrases(
        "it", "Scarica", "File", "Dimensione", "Pagine", "Si apre con", "Lingua", "Somme di controllo (SHA-256)",
        "Documenti",
        _editions("Edizione normale", "Caratteri chiari", "Caratteri grandi", "Per persone con dislessia",
                  "Per la stampa"), _formats("Pagina web"),
        _programs("qualsiasi browser", "lettori di PDF", "lettori di e-book")),
    "nl": Phrases(
        "nl", "Downloaden", "Bestand", "Grootte", "Pagina’s", "Opent met", "Taal", "Controlegetallen (SHA-256)",
        "Documenten",
        _editions("Standaard", "Duidelijke letter", "Grote letter", "Voor mensen met dyslexie", "Om af te drukken"),
        _formats("Webpagina"), _programs("elke browser", "pdf-lezers", "e-readers")),
    "pl": Phrases(
        "pl", "Pobierz", "Plik", "Rozmiar", "Strony", "Otwiera się w", "Język", "Sumy kontrolne (SHA-256)",
        "Dokumenty",
        _editions("Wydanie zwykłe", "Wyraźny druk", "Duży druk", "Dla osób z dysleksją", "Do druku"),
        _formats("Strona internetowa"),
        _programs("dowolna przeglądarka", "czytniki PDF", "czytniki e-booków")),
    "pt": Phrases(
        "pt", "Descarregar", "Ficheiro", "Tamanho", "Páginas", "Abre com", "Língua", "Somas de verificação (SHA-256)",
        "Documentos",
        _editions("Edição normal", "Letra clara", "Letra grande", "Para pessoas com dislexia", "Para imprimir"),
        _formats("Página web"), _programs("qualquer navegador", "leitores de PDF", "leitores de livros eletrónicos")),
}
# fmt: on


def phrases_for(lang: str) -> Phrases:
    """Return the words for a BCP 47 tag: English ones for a language that has none here."""
    return _PHRASES.get(lang.split("-", maxsplit=1)[0].lower(), _PHRASES["en"])
