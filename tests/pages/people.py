"""People who use the page: with a mouse, or with the keys alone."""

from playwright.sync_api import Error, expect

MOST_STOPS = 120
PRESSES = 3
FOCUS = """
one => {
  const there = document.activeElement;
  return {
    name: there.outerHTML.slice(0, 200),
    hidden: there.closest("[aria-hidden=true]") !== null,
    seen: there === document.body || getComputedStyle(there).outlineStyle !== "none",
    reached: there === one,
  };
}
"""


class WithMouse:
    """Presses, writes and chooses with a pointer."""

    def __init__(self, page):
        self.page = page

    def press(self, role, name, **of):
        self.page.get_by_role(role, name=name, **of).first.click()

    def write(self, label, words):
        self.page.get_by_label(label).first.fill(words)

    def choose_files(self, label, files):
        self.page.get_by_label(label).set_input_files(files)

    def fetch(self, name):
        with self.page.expect_download() as fetched:
            self.press("link", name)
        return fetched.value.path()


class WithKeys(WithMouse):
    """Has a keyboard alone, and sees where the focus is."""

    def _reach(self, element):
        """Press Tab until the focus is on an element; every stop on the way is to be seen, and none is hidden."""
        expect(element).to_be_visible()
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            # Asked at once: a page that has just come moves the focus itself, and may do so between two questions.
            there = element.evaluate(FOCUS)
            assert not there["hidden"], f"a stop that nobody hears: {there}"
            assert there["seen"], f"nobody sees the focus on {there}"
            if there["reached"]:
                return
        raise AssertionError(f"the Tab key does not come to {element}")

    def press(self, role, name, **of):
        self._reach(self.page.get_by_role(role, name=name, **of).first)
        self.page.keyboard.press("Space" if role in {"radio", "checkbox"} else "Enter")

    def write(self, label, words):
        self._reach(self.page.get_by_label(label).first)
        self.page.keyboard.insert_text(words)

    def choose_files(self, label, files):
        self._reach(self.page.get_by_label(label))
        # A press of a key may open a dialog for five seconds. A machine with much to do may take longer from the way
        # down of the key to its way up; then Chromium opens nothing, and a person presses again.
        for left in reversed(range(PRESSES)):
            try:
                with self.page.expect_file_chooser(timeout=10_000) as asked:
                    self.page.keyboard.press("Space")
                break
            except Error:
                if not left:
                    raise
        asked.value.set_files(files)
