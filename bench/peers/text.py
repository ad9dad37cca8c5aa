"""Duplicates and clusters among 2,000 short Swedish statements, against scikit-learn's TF-IDF and agglomerative."""

import random
import tomllib

from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.peers.environment import ROOT
from bench.peers.timing import best, tell
from farled.core.text.duplicates import duplicates_and_clusters

FILE = ROOT / "tests/core/data/statements.toml"


def statements() -> list[str]:
    """Real ones, and their words put together anew with rare ones; three hundred said twice, a word apart."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    written = [one for subject in data["kept_apart"]["subjects"] for one in subject["statements"]]
    draw, words = random.Random(1), " ".join(written).split()
    rare = ["".join(draw.choices("abdefgiklmnoprstuvyåäö", k=9)) for _ in range(4000)]
    count = 1700 - len(written)
    said = [" ".join([*draw.sample(words, 5), *draw.sample(rare, 4)]) for _ in range(count)]
    again = [" ".join(text.split()[1:]) for text in said[:300]]
    return [*written, *said, *again]


def floor(many: list[str]) -> None:
    words = TfidfVectorizer().fit_transform(many)
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 5)).fit_transform(many)
    likeness = (words @ words.T + grams @ grams.T).toarray() / 2
    AgglomerativeClustering(
        n_clusters=None, distance_threshold=0.75, metric="precomputed", linkage="average"
    ).fit_predict((1 - likeness).clip(0))


def main() -> None:
    many = statements()
    duplicates_and_clusters(many[:20])
    ours, theirs = best(
        lambda: duplicates_and_clusters(many, language="sv"), lambda: floor(many), rounds=3
    )
    tell(statements=len(many), ours=ours.cpu, floor=theirs.cpu, ratio=ours.cpu / theirs.cpu)


if __name__ == "__main__":
    main()
