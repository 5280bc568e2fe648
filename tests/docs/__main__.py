"""Write the tables in the guides anew."""

from tests.docs import ROOT, texts

if __name__ == "__main__":
    for path, text in texts().items():
        (ROOT / path).write_text(text, encoding="utf-8")
