"""A text of what is heard around the words: front matter in several languages, sources, pictures, edges, notes."""

from functools import cache

from tests.samples import SOURCE
from triplicate import reading
from triplicate.document.model import Document

PICTURES = SOURCE / "pictures"
HARBOUR = """---
title: "The *long* way to H~2~O"
subtitle: "With *stress*, [les mots]{lang=fr} and [a plan](https://www.example.org/plan)"
author:
  - name: "[Siân Rees]{lang=cy}"
    role: "[Editor](https://www.example.org/editor)"
  - "*Jo* Writer"
description: "A **bold** claim about `code`, [below](#tides)."
publisher: "[Cyngor yr Harbwr]{lang=cy} / Harbour Council"
rights: "Words under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), pictures ~~free~~ kept."
contact: "[Ann Lee](mailto:ann@example.org), desk@example.org, +44 20 7946 0000 or <tel:+441234567890>"
lang: en-GB
date: 2026-01-01
toc: true
number-sections: true
math: true
---

## Tides {#tides}

Ring [01234 567 890](tel:+441234567890) today.[^a][^b]

> Water finds its way.
>
> -- Ann Lee, *harbour master*

> Boats wait.
> -- Bo Mor

> [Les bateaux attendent.](https://www.example.org/b){lang=fr}
>
> — [Léa Roux]{lang=fr}

![](pictures/river-chart.svg "Water by month"){described-by=#water}

{#water}
The water rises from October on, and in March it falls faster than it rose.

![](pictures/floor-plan.png){described-by=#rooms}

{lang=fr}
![Une salle avec une boucle magnétique](pictures/hearing-loop.png)

{lang=cy}
![Ramp heb ris](pictures/step-free.svg "Y ffordd i mewn")

### Rooms {#rooms}

> [!WARNING] Mind the *gap*
> Step over it.

> [!NOTE]
> Keep left.

::: tip [Un conseil]{lang=fr}
- Wait.
:::

> [!CAUTION] Deep water
> ![A plan of the rooms](pictures/floor-plan.png)

| Day | Open, in the summer half of the year | Tides that can be seen from the wall | Address of the guard |
|:--|:--|:--|:--|
| # Monday | 10:00–18:00 and by appointment | 9:00–10:00 and 21:00–22:00 | guard-of-the-western-harbour@example.org |
| # Tuesday | 10:00–18:00 and by appointment | 9:00–10:00 and 21:00–22:00 | guard-of-the-eastern-harbour@example.org |

: When the harbour is open

{alt="a very long sum"}
$$
a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12} + a_{13} + a_{14} = b
$$

[^a]: First note.
[^b]: Second note.
"""


@cache
def document() -> Document:
    return reading.read(HARBOUR, name="harbour.md", folder=SOURCE).document
