"""One text with every structure that a file can lose, and the files made of it."""

from functools import cache

from triplicate import api, reading
from triplicate.proof.outline import outline_of
from triplicate.proof.readback import read_back

TEXT = """\
---
title: The short guide
lang: en-GB
toc: true
abbreviations:
  BSL: British Sign Language
---

# The short guide

A paragraph with *stress*, **weight**, `code` and [mot juste]{lang=fr}, then BSL.

## First part {#first}

Before the list, see [the second part](#second) and [a page](https://example.org/page).

- apples
- pears
- plums
- cherries

A sentence with a note.[^1] Another one.[^2]

[^1]: The first note.
[^2]: The second note.

3. three
4. four

   more of four

   - inner one
   - inner two
5. five

- [x] a thing done
- [ ] a thing to do

## Second part {#second}

{row-headers=1}
| Name  | Age | Town  |
|-------|-----|-------|
| Ann   | 31  | Leeds |
| Bob   | 42  | York  |

: People and towns

![A valley with a river](pictures/valley.jpg "The valley")

### Deeper

> Quoted words stand here.
>
> -- Somebody wise

Term
: What it means

> [!WARNING]
> Mind the step.

```
first line
    second line
```

Water is H~2~O and area is m^2^.

{lang=de}
Ein deutscher Absatz steht hier.

The last words.
"""


@cache
def document():
    from pathlib import Path

    source = Path(__file__).parents[2] / "source" / "x.md"
    result = reading.read(TEXT, media=(source.parent,))
    assert not [finding for finding in result.findings if finding.severity == "error"], result.findings
    return result.document


@cache
def outline():
    return outline_of(document())


@cache
def file(kind):
    return api.export(document(), kind)


@cache
def read(kind):
    return read_back(file(kind))
