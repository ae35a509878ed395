"""How good is the reading of texts, on real labels that people gave: suggestions and likely repeats against plain baselines.

Run with: pytest -m bench tests/bench/bench_text_quality.py -s; it writes docs/text-quality.md.
"""

from __future__ import annotations

import difflib
import hashlib
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from rapidfuzz import fuzz
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from toolkit.domain.text.alike import ANYBODY, SAME_CUSTOMER
from toolkit.domain.text.duplicates import plain_text
from toolkit.domain.text.likeness import candidates, compared, signatures
from toolkit.enrich import EnrichRules
from toolkit.enrich.suggest import classes, kind
from toolkit.judging import rules_of
from toolkit.learning.pieces import counted
from toolkit.learning.training import Lessons, fitted
from toolkit.schema.choices import KINDS
from toolkit.settings import load_settings

pytestmark = [pytest.mark.bench, pytest.mark.shared_data]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "text-quality.md"
FOLDS = 5
LABELS = {
    "kind of a letter to a government": ("A_zh_feedback/gov_kind_prefix", "kind"),
    "one of seven departments": ("A_zh_feedback/gov_7class", "一级分类"),
    "what a bank's customer speaks of": ("A_zh_feedback/bank_workorder_sentences", "class1"),
    "why a passenger complains": ("B_en_feedback/airline_tweets", "negativereason"),
    "how urgent a mail to a service desk is": ("B_en_feedback/it_tickets_urgency", "urgency"),
}
PASSENGERS = {"Late Flight": "efficiency", "longlines": "efficiency", "Damaged Luggage": "quality"}
"""The labels of passengers that say of what nature a complaint is; the others can be of any."""
STAFF = ("Customer Service Issue", "Flight Attendant Complaints")
GUESTS = {
    "efficiency": ("service_wait_time", "service_serving_speed"),
    "cost": ("price_level", "price_cost_effective", "price_discount"),
    "quality": (
        "dish_taste",
        "dish_look",
        "dish_portion",
        "environment_cleaness",
        "service_waiters_attitude",
    ),
}
"""What people marked as bad in a restaurant, by the nature that this is."""
PAIRS = {"questions to Alipay": "dup_pairs_alipay", "questions to a bank": "dup_pairs_webank"}


@dataclass(frozen=True)
class Judged:
    """How the suggestions of one method did: shares of rows suggested, of suggestions right, of all rows right; macro-F1 where asked always."""

    covered: float
    precision: float
    recall: float
    macro_f1: float

    @classmethod
    def of(cls, said: np.ndarray, truth: np.ndarray, always: np.ndarray | None = None) -> Judged:
        told = pd.Series(said, dtype=object).notna().to_numpy()
        right = (said == truth)[told]
        every = np.where(told, said, "") if always is None else always
        if not (every != "").any():
            return cls(0.0, np.nan, 0.0, np.nan)
        f1 = f1_score(
            truth.astype(str), every.astype(str), average="macro", labels=sorted(set(truth)), zero_division=0
        )
        return cls(told.mean(), right.mean() if told.any() else np.nan, right.sum() / len(truth), f1)

    def cells(self) -> str:
        shares = (self.covered, self.precision, self.recall)
        shown = ["–" if np.isnan(share) else f"{share:.0%}" for share in shares]
        return " | ".join([*shown, "–" if np.isnan(self.macro_f1) else f"{self.macro_f1:.2f}"])


def labelled(shared_data: Path, name: str, label: str) -> tuple[np.ndarray, np.ndarray]:
    rows = pd.read_excel(shared_data / f"{name}.xlsx", dtype=str, engine="calamine").set_index("反馈ID")[
        "问题描述"
    ]
    labels = pd.read_csv(shared_data / f"{name}.labels.csv", dtype=str).set_index("反馈ID")[label].dropna()
    both = pd.DataFrame(
        {"text": rows[~rows.index.duplicated()], "label": labels[~labels.index.duplicated()]}
    ).dropna()
    both = both[both["label"].map(both["label"].value_counts()) >= FOLDS]
    return both["text"].to_numpy(object), both["label"].to_numpy(object)


def learned(texts: np.ndarray, truth: np.ndarray, ruled: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What a model says of rows it has not seen, at the thresholds that it chose from the others; and without any."""
    said, always = np.full(len(texts), None, object), np.full(len(texts), "", object)
    for known, asked in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(texts, truth):
        model = fitted("question", Lessons(texts[known], truth[known], ruled[known]))
        if model is not None:
            said[asked] = model.suggest(pd.Series(texts[asked], dtype=object))["label"]
            always[asked] = np.array(model.labels, object)[model.shares(counted(texts[asked])).argmax(axis=1)]
    return said, always


def by_rules(texts: np.ndarray, learned: np.ndarray | None = None) -> np.ndarray:
    """What the shipped words say of the kind, with no issue type to help; with what a model says where they say nothing."""
    settings = load_settings([], lang="zh", today=date(2026, 11, 1))
    frame = pd.DataFrame({"description": texts, "issue_type": None, "kind": None}, dtype=object)
    if learned is not None:
        keys = {label: key for key, label in KINDS.label_of("zh").items()}
        frame["learned_kind"] = pd.Series(learned, dtype=object).map(keys)
        frame["learned_kind_note"] = frame["learned_kind"]
    found = pd.Series(kind(frame, EnrichRules(kind_words=settings.kind_words))["kind"])
    return found.map(KINDS.label_of("zh")).astype(object).where(found.notna(), None).to_numpy()


def kept_apart(texts: np.ndarray) -> np.ndarray:
    """The half of the texts that nobody looked at when the shipped words were chosen, shape (n,)."""
    return np.array([hashlib.sha256(text.encode()).digest()[0] % 2 == 1 for text in texts])


@pytest.fixture(scope="module")
def lines():
    """The page, written when all is measured."""
    page: list[str] = []
    yield page
    PAGE.write_text("\n".join(page) + "\n", encoding="utf-8")


def test_suggestions_on_labels_that_people_gave(shared_data, lines):
    lines += [
        "# How well texts are read", "",
        ("Measured by `tests/bench/bench_text_quality.py` on real feedback that people labelled; none of it is the project's own. "
        "A model never sees the rows it is asked about: five parts, four to learn and to choose the thresholds from, one to ask. "
        "Macro-F1 is that of the best guess for every row, without a threshold. The shipped words were chosen on one half of the letters; "
        "the other half was kept apart. Rules speak first, a model where they say nothing; where they disagree nothing is suggested."), "",
        "## Suggestions", "", "| what | labels | rows | by | rows with a suggestion | of these right | of all rows right | macro-F1 |", "|---|--:|--:|---|--:|--:|--:|--:|",
    ]  # fmt: skip
    for what, (name, label) in LABELS.items():
        texts, truth = labelled(shared_data, name, label)
        names, counts = np.unique(truth, return_counts=True)
        ruled = by_rules(texts) if label == "kind" else np.full(len(texts), None, object)
        said, always = learned(texts, truth, ruled)
        rows = {
            "the most frequent label": Judged.of(np.full(len(texts), names[counts.argmax()], object), truth)
        }
        if label == "kind":
            rows["the shipped words"] = Judged.of(ruled, truth)
            apart = kept_apart(texts)
            rows["the shipped words, half kept apart"] = Judged.of(ruled[apart], truth[apart])
        rows["the model"] = Judged.of(said, truth, always)
        if label == "kind":
            rows["rules, then the model"] = Judged.of(by_rules(texts, said), truth)
        for by, judged in rows.items():
            lines.append(f"| {what} | {len(names)} | {len(texts)} | {by} | {judged.cells()} |")
        if label == "kind":
            for by in (
                "the shipped words",
                "the shipped words, half kept apart",
                "the model",
                "rules, then the model",
            ):
                assert rows[by].precision >= 0.9
                assert rows[by].covered >= 0.5
    lines += [
        "",
        "A row without a suggestion is left to people: of each label a model chooses the sureness from which it is right nine times of ten, and says nothing below; with fewer than 200 texts nothing is learned.",
    ]


def classed(texts: np.ndarray, question: str) -> np.ndarray:
    """What the shipped words say an issue is, with no issue type to help; None where they say nothing."""
    rules = rules_of(load_settings([], lang="zh", today=date(2026, 11, 1)), None)
    frame = pd.DataFrame({"description": texts, "issue_type": None}, dtype=object)
    frame["kind"] = pd.Series(kind(frame, rules)["kind"], dtype=object)
    return np.asarray(classes(frame, rules)[question], object)


def test_what_an_issue_is_by_the_shipped_words(shared_data, lines):
    """Nobody has labelled feedback by our classes; labels that mean one of them stand in for it."""
    told: list[tuple[str, np.ndarray, np.ndarray]] = []
    texts, reasons = labelled(shared_data, "B_en_feedback/airline_tweets", "negativereason")
    plain = np.isin(reasons, list(PASSENGERS))
    said = classed(texts[plain], "issue_nature")
    told.append(
        (
            "nature: passengers who were late, queued or found a damage",
            said,
            said == [PASSENGERS[one] for one in reasons[plain]],
        )
    )
    said = np.where(classed(texts, "issue_attribute") == "people", "people", None)
    told.append(("attribute: that passengers speak of the staff", said, np.isin(reasons, STAFF)))
    place = shared_data / "A_zh_feedback" / "asap_restaurant"
    guests = pd.read_excel(place.with_suffix(".xlsx"), dtype=str, engine="calamine").set_index("反馈ID")[
        "问题描述"
    ]
    is_bad = pd.read_csv(place.with_suffix(".labels.csv")).set_index("反馈ID").loc[guests.index] == -1
    said = classed(guests.to_numpy(object), "issue_nature")
    right = [
        one is not None and bool(is_bad[list(GUESTS[one])].iloc[row].any()) for row, one in enumerate(said)
    ]
    told.append(("nature: restaurant guests, of what they dislike", said, np.array(right)))
    said = np.where(classed(guests.to_numpy(object), "issue_attribute") == "people", "people", None)
    told.append(
        (
            "attribute: that restaurant guests speak of the staff",
            said,
            is_bad["service_waiters_attitude"].to_numpy(bool),
        )
    )
    lines += [
        "", "## What an issue is", "",
        ("By the shipped words alone, without an issue type. Nobody has labelled feedback by our classes, so labels that mean one of them "
        "stand in: a tweet has one label and may speak of more, and a guest may name what he does not mind."), "",
        "| what | rows | rows with a suggestion | of these right |", "|---|--:|--:|--:|",
    ]  # fmt: skip
    for what, said, is_right in told:
        is_told = pd.notna(said)
        lines.append(f"| {what} | {len(said)} | {is_told.sum()} | {is_right[is_told].mean():.0%} |")
    sys.stdout.write("\n".join(lines[-7:]) + "\n")
    assert told[0][2][pd.notna(told[0][1])].mean() >= 0.9


def test_likely_repeats_on_pairs_that_people_judged(shared_data, lines):
    lines += ["", "## The same question in other words", "",
              "Pairs of questions of one customer; the share of pairs found, and of those found that people call the same.", "",
              "| pairs | by | found | right |", "|---|---|--:|--:|"]  # fmt: skip
    for what, name in PAIRS.items():
        first, second, truth = pairs(shared_data, name)
        ratio = np.array([indel(one, other) for one, other in zip(first, second, strict=True)])
        sequence = np.array(
            [
                difflib.SequenceMatcher(None, one, other).ratio()
                for one, other in zip(first, second, strict=True)
            ]
        )
        for by, found in {
            "equal words": first == second, f"difflib from {SAME_CUSTOMER}": sequence >= SAME_CUSTOMER,
            f"ours, one customer, from {SAME_CUSTOMER}": ratio >= SAME_CUSTOMER, f"ours, anybody, from {ANYBODY}": ratio >= ANYBODY,
        }.items():  # fmt: skip
            right = f"{truth[found].mean():.0%}" if found.any() else "–"
            lines.append(
                f"| {what}: {len(truth)}, {truth.mean():.0%} the same | {by} | {found[truth].mean():.0%} | {right} |"
            )


def pairs(shared_data: Path, name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    texts = pd.read_excel(
        shared_data / "A_zh_feedback" / f"{name}.xlsx", dtype=str, engine="calamine"
    ).set_index("反馈ID")["问题描述"]
    labels = pd.read_csv(shared_data / "A_zh_feedback" / f"{name}.labels.csv", dtype=str).drop_duplicates(
        ["id_a", "id_b"]
    )
    first, second = (
        np.array([compared(str(text)) for text in texts.reindex(labels[key])], object)
        for key in ("id_a", "id_b")
    )
    return first, second, (labels["same_question"] == "1").to_numpy()


def indel(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100


def test_candidates_against_every_pair(shared_data, lines):
    rows = pd.read_excel(shared_data / "A_zh_feedback" / "gov_hot_topics.xlsx", dtype=str, engine="calamine")
    wanted = pd.read_csv(shared_data / "reference" / "gov_hot_topics_near_duplicate_pairs.csv", dtype=str)
    ids = rows["反馈ID"].to_numpy(object)
    texts = [compared(text) for text in rows["问题描述"].fillna("")]
    found = candidates(signatures(texts))
    got = {frozenset(pair) for pair in zip(ids[found.left], ids[found.right], strict=True)}
    asked = [
        frozenset(pair) for pair in zip(wanted["id_a"], wanted["id_b"], strict=True) if {*pair} <= {*ids}
    ]
    exact = {frozenset((one, other)) for one, other in by_text(ids, texts)}
    share = sum(pair in got for pair in asked) / len(asked)
    most = int(np.bincount(np.concatenate([found.left, found.right]), minlength=1).max())
    lines += ["", "## Nearly the same text among many", "",
              (f"Of {len(asked)} pairs of {len(texts)} letters that share four fifths of their three-character pieces: "
              f"{share:.1%} are among the candidates, of which a row has at most {most}; "
              f"{sum(pair in exact for pair in asked) / len(asked):.0%} have equal words.")]  # fmt: skip
    assert share >= 0.98
    assert most <= 50


def by_text(ids: np.ndarray, texts: list[str]) -> list[tuple[str, str]]:
    same = pd.Series(ids).groupby([plain_text(text) for text in texts]).agg(list)
    return [(group[0], other) for group in same for other in group[1:]]
