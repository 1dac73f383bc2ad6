"""Marks that people type where a structure is meant."""

BULLETS = "•·‣◦⁃▪●○■□◆►▶➢➤✓✔❖\uf0b7\uf0a7"
"""Signs typed as bullets; U+F0B7 and U+F0A7 come from the Symbol fonts of word processors."""
