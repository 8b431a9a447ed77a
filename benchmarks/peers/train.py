"""Trains a peer on the windows the Java side wrote, and forecasts the test windows.

The plan is the Java side's: masked mean absolute error of the scaled targets, AdamW, a learning rate
that rises over the first twentieth and falls along a cosine, gradients cut to a norm of 5, early
stopping on the validation windows; the best weights are kept. Only the peak of the learning rate is
the peer's own, as published.

Writes the forecasts of the test windows, [W, F, H, N] in the channels' units, and one JSON with the
scores by horizon and the times.
"""

import argparse
import copy
import json
import math
import time
from pathlib import Path

import torch
from exchange import Windows, write_tensors
from graph_wavenet import GraphWaveNet
from last_value import LastValue
from score import scores
from stgcn import Stgcn
from stid import Stid
from torch import Tensor

MODELS = {"stgcn": Stgcn, "stid": Stid, "graph-wavenet": GraphWaveNet, "last-value": LastValue}
WARM_UP = 0.05
LARGEST_GRADIENT = 5.0


def rate(peak: float, progress: float) -> float:
    """Linear from a tenth over the warm-up, then along a half cosine to 1 %; progress in [0, 1]."""
    if progress < WARM_UP:
        return peak * (0.1 + 0.9 * progress / WARM_UP)
    rest = (progress - WARM_UP) / (1 - WARM_UP)
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * rest)))


def mae(forecast: Tensor, target: Tensor, mask: Tensor) -> Tensor:
    return ((forecast - target).abs() * mask).sum() / mask.sum().clamp(min=1)


def batches(starts: list[int], size: int) -> list[list[int]]:
    return [starts[i : i + size] for i in range(0, len(starts), size)]


@torch.no_grad()
def forecast(model, windows: Windows, starts: list[int], batch: int) -> Tensor:
    """[W, F, H, N], in the channels' units."""
    model.eval()
    return torch.cat(
        [windows.unscale(model(windows.inputs(some))) for some in batches(starts, batch)]
    )


class Training:
    def __init__(self, model, windows: Windows, plan):
        self.model = model
        self.windows = windows
        self.plan = plan
        self.peak = plan.learning_rate or model.LEARNING_RATE
        self.optimizer = torch.optim.AdamW(
            model.parameters(), lr=self.peak, weight_decay=plan.weight_decay
        )
        self.step_seconds: list[float] = []

    def epoch(self, epoch: int) -> None:
        self.model.train()
        order = torch.randperm(len(self.windows.starts["train"])).tolist()
        chosen = [self.windows.starts["train"][i] for i in order[: self.plan.windows_per_epoch]]
        work = batches(chosen, self.plan.batch)
        for i, batch in enumerate(work):
            progress = (epoch + i / len(work)) / self.plan.epochs
            for group in self.optimizer.param_groups:
                group["lr"] = rate(self.peak, progress)
            self.step(batch)

    def step(self, batch: list[int]) -> None:
        start = time.perf_counter()
        target, mask = self.windows.outputs(batch)
        self.optimizer.zero_grad()
        loss = mae(self.model(self.windows.inputs(batch)), target, mask)
        if not torch.isfinite(loss):
            raise ArithmeticError(f"Training diverged: loss {loss.item()}")
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), LARGEST_GRADIENT)
        self.optimizer.step()
        self.step_seconds.append(time.perf_counter() - start)

    @torch.no_grad()
    def error(self) -> float:
        """Mean absolute error on the validation windows, in scaled units."""
        self.model.eval()
        total = 0.0
        starts = self.windows.starts["validation"]
        for batch in batches(starts, self.plan.batch):
            target, mask = self.windows.outputs(batch)
            total += mae(self.model(self.windows.inputs(batch)), target, mask).item() * len(batch)
        return total / len(starts)

    def run(self) -> dict:
        best, waited, kept, epochs = math.inf, 0, None, 0
        start = time.perf_counter()
        while epochs < self.plan.epochs and waited < self.plan.patience:
            self.epoch(epochs)
            error = self.error()
            epochs += 1
            better = error < best
            waited = 0 if better else waited + 1
            if better:
                best, kept = error, copy.deepcopy(self.model.state_dict())
            print(
                f"epoch {epochs} of {self.plan.epochs}: validation MAE {error:.4f} (scaled), "
                f"best {best:.4f}, {time.perf_counter() - start:.0f} s",
                flush=True,
            )
        self.model.load_state_dict(kept)
        return {"epochs": epochs, "validationMae": best}


def median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--windows", type=Path, required=True)
    parser.add_argument("--model", choices=MODELS, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the results")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--windows-per-epoch", type=int, required=True)
    parser.add_argument("--patience", type=int, required=True)
    parser.add_argument("--weight-decay", type=float, required=True)
    parser.add_argument("--learning-rate", type=float, help="instead of the peer's own")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--measure", type=int, default=0, help="only time so many steps")
    return parser.parse_args()


def main() -> None:
    plan = arguments()
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    windows = Windows(plan.windows)
    model = MODELS[plan.model](windows)
    report = {
        "model": plan.model,
        "torch": torch.__version__,
        "parameters": sum(p.numel() for p in model.parameters()),
    }
    plan.out.mkdir(parents=True, exist_ok=True)
    test = windows.starts["test"]
    if report["parameters"] > 0:
        training = Training(model, windows, plan)
        if plan.measure:
            for batch in batches(windows.starts["train"], plan.batch)[: plan.measure]:
                training.step(batch)
            start = time.perf_counter()
            forecast(model, windows, test[: plan.batch], plan.batch)
            report["forecastSeconds"] = time.perf_counter() - start
        else:
            report |= training.run()
        report["stepSeconds"] = median(training.step_seconds)
    if not plan.measure:
        forecasts = forecast(model, windows, test, plan.batch)
        write_tensors(plan.out / "forecasts.safetensors", {"forecasts": forecasts})
        report["scores"] = scores(windows, test, forecasts)
    (plan.out / "report.json").write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
