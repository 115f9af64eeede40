"""Train the encoder and its heads on all tasks at once."""

from __future__ import annotations

import copy
import ctypes
import logging
import random
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import distributed, multiprocessing
from training.encoder import data
from training.encoder.batches import Batch, batches, items
from training.encoder.examples import Example
from training.encoder.model import Model, loss
from training.encoder.network import Dropout, pretrained

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How training goes; the defaults make what ships."""

    seed: int = 20231113
    rounds: tuple[tuple[int, float], ...] = ((4, 4e-4), (3, 2.5e-4))
    """Passes over the texts and highest learning rate of every round; a round warms up again from the running mean of the one before, and
    what ships is the mean of what the rounds have left."""
    workers: int = 2
    positions: int = 1280
    """Positions of one worker's batch."""
    heads_rate: float = 1e-3
    warmup: float = 0.08
    decay: float = 0.01
    average: float = 0.995
    """How much of the running mean of the weights stays in one step."""
    repeats: tuple[tuple[str, int], ...] = (("re3d", 4), ("corpus", 2), ("event_location", 1), ("muc4", 1))
    """How often the examples of each source are seen in one epoch."""


def material(shared: Path, seed: int) -> tuple[list[Example], list[Example]]:
    """What trains, and what is held out of the public training sets to fit temperatures on (every 25th text)."""
    public = [
        *data.event_location(shared, "train"),
        *data.re3d(shared, "train"),
        *data.muc4(shared, "train"),
    ]
    used = [one for i, one in enumerate(public) if i % 25]
    return [*data.corpus("train", seed), *used], public[::25]


def train(examples: Sequence[Example], options: Options, kept: Path | None = None) -> Model:
    """A trained model, in evaluation mode; the same examples, options and machine give the same weights.

    `kept` holds the weights after the first round, if a run has left them: then only the further rounds are run. Two processes of one
    thread share each step: on two cores that is nearly twice as fast as one process of two threads.
    """
    with tempfile.TemporaryDirectory() as scratch:
        if kept is not None:
            shutil.copy(kept, _after(scratch, 0))
        for number in range(0 if kept is None else 1, len(options.rounds)):
            work = (number, examples, options, scratch)
            multiprocessing.spawn(_work, work, nprocs=options.workers, join=True)
        return restored(*(_after(scratch, number) for number in range(len(options.rounds))))


def restored(*paths: Path) -> Model:
    """The mean of models whose weights were kept in files (Wortsman et al. 2022), in evaluation mode."""
    held = [torch.load(path, weights_only=True) for path in paths]
    model = Model(pretrained())
    model.load_state_dict({name: sum(one[name] for one in held) / len(held) for name in held[0]})
    return model.eval()


def _after(scratch: str, number: int) -> Path:
    return Path(scratch) / f"round{number}.pt"


def _work(rank: int, number: int, examples: Sequence[Example], options: Options, scratch: str) -> None:
    """One worker's part of one round."""
    seed, (epochs, rate) = options.seed + 100 * number, options.rounds[number]
    logging.basicConfig(level=logging.INFO if rank == 0 else logging.WARNING, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    _keep_memory()
    distributed.init_process_group(
        "gloo", init_method=f"file://{scratch}/meet{number}", rank=rank, world_size=options.workers
    )
    torch.manual_seed(seed)
    Dropout.offsets = torch.Generator().manual_seed(seed + rank)
    draw = random.Random(seed)
    model = (restored(_after(scratch, number - 1)) if number else Model(pretrained())).train()
    mean = copy.deepcopy(model)
    course = None
    started = time.monotonic()
    for epoch in range(epochs):
        found = list(items(_repeated(examples, options), draw))
        ready = list(batches(found, options.positions, draw))
        ready = ready[: len(ready) // options.workers * options.workers]
        course = course or Course(model, mean, options, rate, len(ready) // options.workers * epochs)
        sums: dict[str, list[float]] = defaultdict(list)
        for at, batch in enumerate(ready[rank :: options.workers]):
            for head, value in course.step(batch).items():
                sums[head].append(value)
            if at % 100 == 99:
                LOG.info("epoch %d step %d, %.0f s", epoch + 1, at + 1, time.monotonic() - started)
        said = " ".join(f"{head} {sum(values) / len(values):.3f}" for head, values in sorted(sums.items()))
        LOG.info("epoch %d of %d, %.0f s: %s", epoch + 1, epochs, time.monotonic() - started, said)
    if rank == 0:
        torch.save(mean.state_dict(), _after(scratch, number))
    distributed.barrier()
    distributed.destroy_process_group()


class Course:
    """The steps of one worker: its share of every step's batches, gradients averaged over the workers."""

    def __init__(self, model: Model, mean: Model, options: Options, rate: float, steps: int) -> None:
        self.model, self.mean, self.options = model, mean, options
        self.optimizer, self.schedule = _optimizer(model, options, rate, steps)
        self.done = 0

    def step(self, batch: Batch) -> dict[str, float]:
        """One step; the loss of every head in this worker's batch."""
        cost, parts = loss(self.model(batch), batch)
        cost.backward()
        own = [one for one in self.model.parameters() if one.requires_grad]
        flat = torch.cat([(torch.zeros_like(one) if one.grad is None else one.grad).view(-1) for one in own])
        distributed.all_reduce(flat)
        flat /= self.options.workers
        at = 0
        for one in own:
            one.grad = flat[at : at + one.numel()].view_as(one)
            at += one.numel()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.done += 1
        _average(self.mean, self.model, min(self.options.average, (1 + self.done) / (10 + self.done)))
        return parts


def _repeated(examples: Sequence[Example], options: Options) -> list[Example]:
    times = dict(options.repeats)
    return [one for one in examples for _ in range(times.get(one.source.partition(":")[0], 1))]


def _optimizer(
    model: Model, options: Options, rate: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    encoder = [one for one in model.encoder.parameters() if one.requires_grad]
    inside = {id(one) for one in model.encoder.parameters()}
    heads = [one for one in model.parameters() if id(one) not in inside]
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": options.heads_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=options.decay, fused=True)
    warm = max(1, int(steps * options.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min((at + 1) / warm, max(0.02, (steps - at) / max(1, steps - warm)))
    )
    return optimizer, schedule


def _average(mean: Model, model: Model, share: float) -> None:
    with torch.no_grad():
        own = [one for one in mean.parameters() if one.requires_grad]
        new = [one for one in model.parameters() if one.requires_grad]
        torch._foreach_lerp_(own, new, 1 - share)


def _keep_memory() -> None:
    """Tell the C library to keep freed memory: handing it back to the system and fetching it again costs a fifth of the time."""
    library = ctypes.CDLL("libc.so.6")
    library.mallopt(-1, 1 << 30)
    library.mallopt(-3, 1 << 30)
