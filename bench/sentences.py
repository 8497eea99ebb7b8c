"""Sentence splitting against gold sentences in four languages, beside sentencex.

Five gold sentences at a time are joined with a blank and split again. Scored: F1 of the boundaries,
and F1 of whole
sentences. Sentences without a closing mark (headings, list entries) are left out: no splitter can
see where they end.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import sentencex

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from digest.text import split_sentences  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "sentences"
PROMISED = {"en": 0.96, "ar": 0.99, "he": 0.99, "fa": 0.98}
JOINED = 5
_CLOSED = re.compile(r"[.!?؟…۔][\"”’'»)\]\s]*(?:\[\d+\]\s*)*$")

Split = Callable[[str, str], Iterable[str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not DATA.is_dir():
        print("gold sentences are not here; nothing measured")
        return 0
    rows = [_measured(language) for language in PROMISED]
    broken = [row["language"] for row in rows if row["boundary_f1"] < PROMISED[row["language"]]]
    if args.json:
        print(json.dumps({"rows": rows, "broken": broken}))
    else:
        _print(rows)
    return 1 if broken else 0


def _measured(language: str) -> dict:
    gold = [
        json.loads(line)["text"]
        for line in (DATA / f"{language}.dev.jsonl").read_text().splitlines()
    ]
    closed = [sentence for sentence in gold if _CLOSED.search(sentence)]
    ours, our_s = _scored(closed, lambda text, tag: split_sentences(text, language=tag), language)
    theirs, their_s = _scored(closed, lambda text, tag: sentencex.segment(tag, text), language)
    return {
        "language": language,
        "sentences": len(closed),
        "left_out": len(gold) - len(closed),
        "boundary_f1": ours[0],
        "whole_f1": ours[1],
        "promised": PROMISED[language],
        "sentencex_boundary_f1": theirs[0],
        "sentencex_whole_f1": theirs[1],
        "time_to_sentencex": round(our_s / their_s, 1),
    }


def _scored(gold: Sequence[str], split: Split, language: str) -> tuple[tuple[float, float], float]:
    counts = [0, 0, 0, 0, 0]
    spent_s = 0.0
    for at in range(0, len(gold), JOINED):
        part = gold[at : at + JOINED]
        begun = time.perf_counter()
        found = list(split(" ".join(part), language))
        spent_s += time.perf_counter() - begun
        want, have = _spans(part), _spans(found)
        ends, got = {end for _, end in want}, {end for _, end in have}
        for number, value in enumerate(
            (len(ends & got), len(want & have), len(want), len(have), 1)
        ):
            counts[number] += value
    both = counts[2] + counts[3]
    return (round(2 * counts[0] / both, 4), round(2 * counts[1] / both, 4)), spent_s


def _spans(sentences: Iterable[str]) -> set[tuple[int, int]]:
    """Offsets that do not count white space, so that both splits are measured alike."""
    spans, at = set(), 0
    for sentence in sentences:
        size = len(re.sub(r"\s", "", sentence))
        if size:
            spans.add((at, at + size))
        at += size
    return spans


def _print(rows: Sequence[dict]) -> None:
    print(
        "lang     n  left out  boundary   whole  promised  sentencex boundary   whole  time to it"
    )
    for row in rows:
        print(
            f"{row['language']:4} {row['sentences']:5}  {row['left_out']:8}"
            f"    {row['boundary_f1']:.4f}  {row['whole_f1']:.4f}      {row['promised']:.2f}"
            f"              {row['sentencex_boundary_f1']:.4f}  {row['sentencex_whole_f1']:.4f}"
            f"       {row['time_to_sentencex']}"
        )


if __name__ == "__main__":
    sys.exit(main())
