"""The few phrases Triplicate adds to a text of its own, in the text's language.

A language that is not listed gets English phrases; :func:`phrases_for` says so by the ``lang`` of what it returns.
"""

from dataclasses import dataclass

from triplicate.document.model import CalloutKind


@dataclass(frozen=True, slots=True)
class Phrases:
    """Our phrases in one language. ``figure`` and ``table`` are followed by a number and a colon in captions."""

    lang: str
    contents: str
    figure: str
    table: str
    note: str
    tip: str
    important: str
    warning: str
    caution: str
    footnote: str
    notes: str
    back: str
    page: str
    page_of: str
    pages: str
    landmarks: str
    done: str
    to_do: str
    described_in: str
    cover: str
    start: str
    other_format: str

    def callout(self, kind: CalloutKind) -> str:
        """Return the name of a callout's kind, which is its title if the writer gave none."""
        return {
            CalloutKind.NOTE: self.note,
            CalloutKind.TIP: self.tip,
            CalloutKind.IMPORTANT: self.important,
            CalloutKind.WARNING: self.warning,
            CalloutKind.CAUTION: self.caution,
        }[kind]


# fmt: off
_PHRASES = {
    phrases.lang: phrases
    for phrases in (
        Phrases("en", "Contents", "Figure", "Table", "Note", "Tip", "Important", "Warning", "Caution",
                "Footnote", "Notes", "Back to text", "Page", "Page {page} of {pages}", "Pages", "Landmarks",
                "done", "to do", "Picture described in: {where}", "Cover", "Start of the text",
                "For this document in another format: {contact}"),
        Phrases("cy", "Cynnwys", "Ffigur", "Tabl", "Nodyn", "Awgrym", "Pwysig", "Rhybudd", "Gofal",
                "Troednodyn", "Nodiadau", "Yn ôl i’r testun", "Tudalen", "Tudalen {page} o {pages}", "Tudalennau",
                "Tirnodau", "wedi’i wneud", "i’w wneud", "Disgrifir y llun yn: {where}", "Clawr", "Dechrau’r testun",
                "I gael y ddogfen hon mewn fformat arall: {contact}"),
        Phrases("ga", "Clár", "Fíor", "Tábla", "Nóta", "Leid", "Tábhachtach", "Rabhadh", "Aire",
                "Fonóta", "Nótaí", "Ar ais go dtí an téacs", "Leathanach", "Leathanach {page} de {pages}",
                "Leathanaigh", "Sainchomharthaí", "déanta", "le déanamh", "Cur síos ar an bpictiúr in: {where}",
                "Clúdach", "Tús an téacs",
                "Chun an doiciméad seo a fháil i bhformáid eile: {contact}"),
        Phrases("fr", "Sommaire", "Figure", "Tableau", "Remarque", "Conseil", "Important", "Avertissement", "Attention",
                "Note", "Notes", "Retour au texte", "Page", "Page {page} sur {pages}", "Pages", "Points de repère",
                "fait", "à faire", "Image décrite dans : {where}", "Couverture", "Début du texte",
                "Pour obtenir ce document sous une autre forme : {contact}"),
        Phrases("de", "Inhalt", "Abbildung", "Tabelle", "Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht",
                "Fußnote", "Anmerkungen", "Zurück zum Text", "Seite", "Seite {page} von {pages}", "Seiten",
                "Orientierungspunkte", "erledigt", "offen", "Bild beschrieben in: {where}", "Umschlag",
                "Anfang des Textes",
                "Dieses Dokument in einem anderen Format: {contact}"),
        Phrases("es", "Índice", "Figura", "Tabla", "Nota", "Consejo", "Importante", "Advertencia", "Precaución",
                "Nota al pie", "Notas", "Volver al texto", "Página", "Página {page} de {pages}", "Páginas",
                "Puntos de referencia", "hecho", "por hacer", "Imagen descrita en: {where}", "Cubierta",
                "Comienzo del texto",
                "Para obtener este documento en otro formato: {contact}"),
        Phrases("it", "Indice", "Figura", "Tabella", "Nota", "Suggerimento", "Importante", "Avvertenza", "Attenzione",
                "Nota a piè di pagina", "Note", "Torna al testo", "Pagina", "Pagina {page} di {pages}", "Pagine",
                "Punti di riferimento", "fatto", "da fare", "Immagine descritta in: {where}", "Copertina",
                "Inizio del testo",
                "Per avere questo documento in un altro formato: {contact}"),
        Phrases("nl", "Inhoud", "Figuur", "Tabel", "Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op",
                "Voetnoot", "Noten", "Terug naar de tekst", "Pagina", "Pagina {page} van {pages}", "Pagina’s",
                "Oriëntatiepunten", "gedaan", "te doen", "Afbeelding beschreven in: {where}", "Omslag",
                "Begin van de tekst",
                "Dit document in een andere vorm: {contact}"),
        Phrases("pl", "Spis treści", "Rysunek", "Tabela", "Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Przestroga",
                "Przypis", "Przypisy", "Powrót do tekstu", "Strona", "Strona {page} z {pages}", "Strony",
                "Punkty orientacyjne", "zrobione", "do zrobienia", "Ilustracja opisana w: {where}", "Okładka",
                "Początek tekstu",
                "Ten dokument w innym formacie: {contact}"),
        Phrases("pt", "Índice", "Figura", "Tabela", "Nota", "Dica", "Importante", "Aviso", "Cuidado",
                "Nota de rodapé", "Notas", "Voltar ao texto", "Página", "Página {page} de {pages}", "Páginas",
                "Pontos de referência", "feito", "por fazer", "Imagem descrita em: {where}", "Capa",
                "Início do texto",
                "Para obter este documento noutro formato: {contact}"),
        Phrases("ar", "المحتويات", "الشكل", "الجدول", "ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه",
                "حاشية", "الحواشي", "العودة إلى النص", "صفحة", "صفحة {page} من {pages}", "الصفحات", "المعالم",
                "تم", "لم يتم", "الصورة موصوفة في: {where}", "الغلاف", "بداية النص",
                "للحصول على هذه الوثيقة بصيغة أخرى: {contact}"),
        Phrases("he", "תוכן העניינים", "איור", "טבלה", "הערה", "עצה", "חשוב", "אזהרה", "זהירות",
                "הערת שוליים", "הערות", "חזרה לטקסט", "עמוד", "עמוד {page} מתוך {pages}", "עמודים", "ציוני דרך",
                "בוצע", "לביצוע", "התמונה מתוארת ב: {where}", "כריכה", "תחילת הטקסט",
                "לקבלת מסמך זה בתבנית אחרת: {contact}"),
    )
}
# fmt: on


def phrases_for(lang: str) -> Phrases:
    """Return the phrases for a BCP 47 tag, by its language subtag; English where they are missing."""
    return _PHRASES.get(lang.split("-", maxsplit=1)[0].lower(), _PHRASES["en"])
