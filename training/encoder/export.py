"""The trained model as package data: the encoder as an int8 ONNX graph, its heads as plain arrays, and a card that names both."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from training.encoder import labels
from training.encoder.model import Model
from training.encoder.network import WEIGHTS

HOME: Final = Path(__file__).resolve().parents[2] / "src" / "vedette" / "coding" / "local" / "data"
INPUTS: Final = ("pieces", "shapes", "marks")
OUTPUTS: Final = ("vectors", "words", "roles")


def export(
    model: Model, home: Path, temperatures: Mapping[str, float], scales: Mapping[str, tuple[float, float]]
) -> None:
    """Write encoder.onnx, heads.npz and card.json into `home`."""
    home.mkdir(parents=True, exist_ok=True)
    network(model, home / "encoder.onnx")
    arrays = {
        f"{name.replace('__', ':')}.{part}": value.detach().numpy().astype(np.float32)
        for group in (model.sentence, model.mark)
        for name, head in group.items()
        for part, value in (("weight", head.weight), ("bias", head.bias))
    }
    with (home / "heads.npz").open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]
    card(home, temperatures, scales)


def card(home: Path, temperatures: Mapping[str, float], scales: Mapping[str, tuple[float, float]]) -> None:
    """Write card.json for the files that lie in `home`."""
    told: dict[str, Any] = {
        "format": 3,
        "base": WEIGHTS,
        "files": {
            name: hashlib.sha256((home / name).read_bytes()).hexdigest()
            for name in ("encoder.onnx", "heads.npz", "vocab.txt")
        },
        "labels": {
            "word": labels.token_heads(),
            "role": labels.role_heads(),
            "sentence": labels.sentence_heads(),
            "mark": labels.mark_heads(),
        },
        "temperatures": {name: round(value, 4) for name, value in sorted(temperatures.items())},
        "scales": {name: [round(value, 4) for value in pair] for name, pair in sorted(scales.items())},
    }
    (home / "card.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def network(model: Model, path: Path) -> None:
    """Write the encoder with int8 weights, one scale for each output channel, activations quantised on the fly.

    The heads on words stand in the graph too, in full precision: outputs are `vectors`, `words` and `roles`, logits in the order of the card.
    """
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        given = torch.randint(1000, 2000, (1, 16))
        zero = torch.zeros_like(given)
        torch.onnx.export(
            _Bare(model.eval()),
            (given, zero, zero),
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "length"} for name in (*INPUTS, *OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )
        whole = [node.name for node in onnx.load(str(plain)).graph.node if node.name.startswith(("/words/", "/roles/"))]
        quantize_dynamic(str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=whole)
    held = onnx.load(str(path))
    held.producer_name, held.producer_version, held.doc_string = "vedette", "", ""
    for node in held.graph.node:
        node.doc_string = ""
    onnx.save(held, str(path))


class _Bare(nn.Module):
    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder = model.encoder
        self.words = _joined([model.word[name.replace(":", "__")] for name in labels.token_heads()])
        self.roles = _joined([model.role[name.replace(":", "__")] for name in labels.role_heads()])

    def forward(self, pieces: Tensor, forms: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        vectors = self.encoder(pieces, forms, marks)
        return vectors, self.words(vectors), self.roles(vectors)


def _joined(heads: list[nn.Module]) -> nn.Linear:
    """Several heads side by side as one."""
    weights = torch.cat([head.get_parameter("weight").detach() for head in heads])
    one = nn.Linear(weights.shape[1], weights.shape[0])
    one.weight.data = weights
    one.bias.data = torch.cat([head.get_parameter("bias").detach() for head in heads])
    return one
