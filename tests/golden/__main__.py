"""Write the kept texts anew; look at the difference before you keep it."""

from tests.golden import HERE, texts

PAGES = HERE / "pages"

if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for old in PAGES.iterdir():
        old.unlink()
    for name, text in texts().items():
        (PAGES / name).write_text(text, encoding="utf-8")
