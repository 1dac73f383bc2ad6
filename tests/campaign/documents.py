"""Documents that a page does not like, one a seed, the same on every machine.

They hold everything that the laws' documents hold, and besides long notes, calls anywhere in a line and one after
another, tall rows, many and narrow columns, scripts, soft hyphens, and long runs of letters without a space.
"""

import random
from dataclasses import dataclass, replace

from tests import strategies
from tests.strategies import WORDS, Seeded
from triplicate.document import model
from triplicate.reading.raised import BETWEEN_RAISED

SCRIPTS = {
    "ar": ("المأوى", "مفتوح", "للجميع،", "19:00", "km", "السلام", "لأن"),
    "bn": ("নদী", "রাতে", "বাড়ে,", "ক্ষেত্র", "স্কুল"),
    "cy": ("croeso", "dŵr", "tŷ", "gŵyl"),
    "el": ("Ο", "ποταμός", "φουσκώνει", "τη", "νύχτα"),
    "fa": ("کتابخانه‌ها", "می‌خواهیم", "باز", "۱۲", "است."),
    "he": ("ברוכים", "הבאים,", "12", "הכניסה", "חופשית", "kg"),
    "hi": ("नदी", "रात", "में", "बढ़ती", "क्षेत्र", "है।"),
    "km": ("ទន្លេ", "ឡើង", "ខ្ពស់", "យប់"),
    "ru": ("река", "поднимается", "ночью,", "объект"),
    "ta": ("ஆறு", "இரவில்", "உயர்கிறது,", "மக்கள்"),
    "te": ("నది", "రాత్రి", "పెరుగుతుంది,", "క్షేత్రం"),
    "th": ("แม่น้ำ", "ขึ้นสูง", "ตอนกลางคืน"),
    "ur": ("کتب", "خانہ", "سب", "کے", "لیے", "کھلا", "ہے۔", "19:00"),
    "vi": ("sông", "nước", "đêm", "rất", "những"),
}
"""Words in each script, by a language that is written in it."""


def document_of(seed: int) -> model.Document:
    """Return the document of a seed."""
    return strategies.whole(Wide(random.Random(seed)))


@dataclass
class Wide(Seeded):
    """A seeded making of one or two sections: few pages go wrong as many do."""

    words = (
        *WORDS,
        "extra\u00adordi\u00adnary",
        "co\u00adopera\u00adtion",
        "in\u00adter\u00adna\u00adtion\u00adal",
        "w" * 45,
    )
    most_calls = 9
    most_columns = 9
    most_sections = 2

    def more_inlines(self):
        return [self.passage, self.passage, self.run, self.run]

    def more_blocks(self, *, note):
        return [lambda: self.long_paragraph(note=note)] * 2 + [self.in_script, "table"]

    def fill(self, rows):
        """Make one of the cells half a page high in a quarter of the tables."""
        if self.chance():
            row, column = self.one_of(*rows), self.whole(0, len(rows[0]) - 1)
            high = model.Text(f" {' '.join([self.long_text()] * 4)}")
            row[column] = replace(row[column], children=tuple(strategies.joined((*row[column].children, high))))

    def note_text(self):
        return self.long_paragraph(note=False) if self.chance(2) else super().note_text()

    def long_text(self):
        """Return 20 to 120 words: from two lines to a column's height in a narrow table."""
        sentence = self.text(20)
        return " ".join([sentence] * (1 + self.whole(20, 120) // (sentence.count(" ") + 1)))

    def long_paragraph(self, *, note):
        """Return a paragraph of several lines; where it calls notes, the calls stand at any place of a line."""
        words = [model.Text(self.long_text())]
        if note and self.may_call():
            words.append(self.call())
            while self.may_call() and self.chance(2):
                words += [model.Text(BETWEEN_RAISED), self.call()]
            words.append(model.Text(f" {self.text()}"))
        return model.Paragraph(tuple(words))

    def script(self):
        """Return a language and words in its script."""
        lang = self.one_of(*SCRIPTS)
        return lang, " ".join(self.one_of(*SCRIPTS[lang]) for _ in range(self.whole(1, 12)))

    def unmarked(self):
        """Return words in a script without their language, and without numbers: G054 refuses those after Hebrew."""
        words = self.script()[1].split()
        return " ".join(word for word in words if not word[0].isdigit()) or "река"

    def passage(self):
        lang, words = self.script()
        return model.Passage((model.Text(words),), lang)

    def in_script(self):
        lang, words = self.script()
        lines = (model.Paragraph((model.Text(words),)), model.Paragraph((model.Text(self.unmarked()),)))
        listed = model.BulletList((model.ListItem((model.Paragraph((model.Text(words),)),)),))
        return model.Division((*lines, listed), lang=lang)

    def run(self):
        """Return emphasis without a space in it or between its inlines, together wider than most columns."""
        letters = self.one_of("abcdef", "0123456789", "WWWWWW", "iiiiii", "/path")
        pieces = [model.Text(letters * self.whole(1, 5)) for _ in range(self.whole(3, 5))]
        kinds = (model.Strong, model.Superscript, model.Strikethrough)
        return model.Emphasis(
            tuple(text if index % 2 else kinds[index // 2]((text,)) for index, text in enumerate(pieces))
        )
