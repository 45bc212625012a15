"""Writes what learn.py learnt as ONNX, for one sentence at a time, in whole numbers: python training/export.py LEARNT.pt data/models/en_trees"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import torch
from learn import ENCODER, Reader, with_one
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

GIVEN = {"ids": "piece", "first": "word", "last": "word", "shapes": "word"}
TOLD = {"arcs": {0: "word", 1: "head"}, "relations": {0: "word", 1: "head"}, "tags": {0: "word"}, "parts": {0: "word"}}
RANK = 96  # of either side of the relations: the rest of the 161 moves no score of a treebank by more than 0.05


class Attention(torch.autograd.Function):
    """Attention of several heads as the one node that onnxruntime has for it; here only the size of its result counts."""

    @staticmethod
    def symbolic(graph: Any, states: Any, weight: Any, bias: Any, heads: int) -> Any:
        """The node."""
        return graph.op("com.microsoft::Attention", states, weight, bias, num_heads_i=heads).setType(states.type())

    @staticmethod
    def forward(_: Any, states: Tensor, weight: Tensor, bias: Tensor, heads: int) -> Tensor:
        """As many rows as given, as wide."""
        return states.clone()


class One(nn.Module):
    """The reader of one sentence, in few and large products: score of each head, best relation to each head, best tag and part of each word."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder, self.shape, self.join, self.lstm = reader.encoder, reader.shape, reader.join, reader.lstm
        given = reader.encoder.embeddings
        self.places = nn.Parameter(given.position_embeddings.weight + given.token_type_embeddings.weight[0])
        self.mix = nn.Parameter(torch.softmax(reader.mix, 0) + functional.one_hot(torch.tensor(len(reader.mix) - 1)))
        layers = [reader.arc_word[0], reader.rel_word[0], reader.arc_head[0], reader.rel_head[0], reader.tags, reader.morphs]
        self.widths = [layer.out_features for layer in layers]
        self.weight, self.bias = (
            nn.Parameter(torch.cat([t.weight for t in layers]).T),
            nn.Parameter(torch.cat([t.bias for t in layers])),
        )
        self.arcs, self.count = reader.arcs, len(reader.relations)
        self.arc_root, self.rel_root = (nn.Parameter(layer(reader.root)[None]) for layer in (reader.arc_head, reader.rel_head))
        sides = [
            torch.linalg.svd(reader.relations.movedim(side, 0).flatten(1), full_matrices=False)[0][:, :RANK] for side in (1, 2)
        ]
        self.rel_words, self.rel_heads = map(nn.Parameter, sides)
        self.relations = nn.Parameter(torch.einsum("rij,ip,jq->prq", reader.relations, *sides).flatten(1))

    def forward(self, ids: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """Everything as rows of words."""
        mixed = (self.mix @ torch.cat(self.states(ids)).flatten(1)).view(-1, self.places.size(1))
        words = functional.gelu(self.join(torch.cat([mixed[first], mixed[last], self.shape(shapes)], -1)))
        none = torch.zeros(2, 1, self.lstm.hidden_size)
        words = self.lstm(words[None], (none, none))[0][0]
        sides, tags, morphs = (words @ self.weight + self.bias).split([sum(self.widths[:4]), *self.widths[4:]], -1)
        arc_word, rel_word, arc_head, rel_head = functional.gelu(sides).split(self.widths[:4], -1)
        arcs = with_one(arc_word) @ self.arcs @ torch.cat([self.arc_root, arc_head]).T
        related = (with_one(rel_word) @ self.rel_words @ self.relations).view(-1, self.count, RANK)
        related = related @ (with_one(torch.cat([self.rel_root, rel_head])) @ self.rel_heads).T
        return arcs, related.argmax(1), tags.argmax(-1), morphs.argmax(-1)

    def states(self, ids: Tensor) -> list[Tensor]:
        """What BERT makes of the pieces, layer by layer."""
        given = self.encoder.embeddings
        made = [given.LayerNorm(given.word_embeddings(ids) + self.places[: ids.size(0)])[None]]
        for layer in self.encoder.encoder.layer:
            seeing, seen, out = layer.attention.self, layer.attention.output, layer.output
            three = seeing.query, seeing.key, seeing.value
            weight, bias = torch.cat([t.weight for t in three]).T, torch.cat([t.bias for t in three])
            state = seen.LayerNorm(seen.dense(Attention.apply(made[-1], weight, bias, seeing.num_attention_heads)) + made[-1])
            made.append(out.LayerNorm(out.dense(functional.gelu(layer.intermediate.dense(state))) + state))
        return made


@torch.no_grad()
def main(learnt: Path, out: Path) -> None:
    """Write model.onnx, labels.json and vocab.txt."""
    kept = torch.load(learnt)
    labels = kept["labels"]
    reader = Reader(*(len(names) for names in labels.values()))
    reader.load_state_dict(kept["state"])
    given = tuple(torch.tensor(v) for v in ([*range(1000, 1009)], [1, 2, 3, 5, 6, 7], [1, 2, 4, 5, 6, 7], [1] * 6))
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(One(reader.eval()).eval(), given, str(whole), input_names=[*GIVEN], output_names=[*TOLD], opset_version=17, dynamo=False,
                          dynamic_axes={**{k: {0: v} for k, v in GIVEN.items()}, **TOLD})  # fmt: skip
        # Seven bits: with eight, a processor without VNNI would saturate sums that others hold.
        quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8, reduce_range=True, per_channel=True)
        fuse(small, out / "model.onnx")
    told = {"relations": labels["relations"], "tags": labels["tags"], "parts": [m.split("|")[0] for m in labels["morphs"]]}
    (out / "labels.json").write_text(json.dumps(told, indent=0) + "\n", encoding="utf-8")
    shutil.copy(ENCODER / "vocab.txt", out / "vocab.txt")


def fuse(given: Path, out: Path) -> None:
    """Write the graph as onnxruntime would rewrite it at each opening, for every processor; its sum and norm in one is slower than both."""
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(out)
    InferenceSession(str(given), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
