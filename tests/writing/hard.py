"""Documents whose words look like markup."""

from tests.strategies import Making

MARKS = (
    *("*", "**", "_", "__", "~", "~~", "`", "``", "```", "^", "[", "]", "[x]", "[ ]", "(", ")", "](x)", "[a](b)", "!["),
    *("!", "{", "}", "{#id}", "{.x}", "{{ title }}", "{% if %}", "{/*", "*/", "<", "<b>", "</b>", "<!--", "-->", "&"),
    *("&amp;", "&copy;", "&#65;", "#", "##", "# x", "-", "--", "---", "+", "++ctrl++", "1.", "12)", "s1.", ":", ": x"),
    *("##x", "%% x %%", "a %%x%%", "{::comment}", "{:/}", "{::options x /}"),
    *(":::", "::: note", "=", "==", "==x==", "===", "|", "a|b", "$", "$5", "$x^2$", "$$", "$CTA", "$A", "\\", "\\*"),
    *("\\newpage", "%", "@", "@fig-one", "[^1]", "^[n]", "[@cite]", "[[wiki]]", "[TOC]", ":smile:", "!!!", "???"),
    *("import 'x'", "export default", "— who", "-- who", "a_b_c", "_x_", "x*y", "2*3", "\u00a0", "\u00a0x", "x\u00a0"),
    *("[sic]", "[…]", "(name)=", '"', "'", "https://a.example/c_d*", "x@y.example", "/*", "~~~", "~x~", "^y^", "WHO"),
    *("<https://x.example>", "<x@y.example>", "x[", "]x", "[a]:", "*[A]:", "[a][b]", "\u200b", "A", "word", "river"),
)


class Hard(Making):
    """A making of words that look like markup, with and without spaces between them."""

    def text(self, most=5):
        joined = "".join(self.one_of(*MARKS) + self.one_of("", " ", " ") for _ in range(self.whole(1, most)))
        return joined.strip(" ").replace("  ", " ") or "x"
