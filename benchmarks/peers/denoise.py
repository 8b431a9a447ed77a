"""The PyTorch side of the denoiser's speed: does what the Java side asks for, line by line.

    load FILE          takes over weights
    check FILE         writes loss, output and gradients of the batch
    train COUNT        takes training steps: loss, gradients, clipping, Adam, average of the weights
    infer COUNT        evaluates the denoiser on the first window of the batch

Each request is answered by one line of JSON: null, or seconds of each repetition.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import torch
from exchange import read_tensors, write_tensors
from unet import UNet, dense, python_name, sparse, turned

AVERAGE = 0.999


class Bench:
    def __init__(self, options):
        self.batch = read_tensors(options.batch)
        self.options = options
        self.model = None

    def load(self, file: str) -> None:
        java = read_tensors(Path(file))
        # Of the events there are none.
        weights = {
            python_name(n): turned(n, t) for n, t in java.items() if not n.startswith("events.")
        }
        self.java = {python_name(n): n for n in java}
        matrices = [self.batch["forward"], self.batch["backward"]]
        walk = self.faster(matrices[0])
        self.model = UNet(
            channels=self.batch["noisy"].shape[1],
            width=weights["own"].shape[1],
            features=self.batch["context"].shape[1],
            classes=self.batch["classes"],
            walks=[walk(m) for m in matrices],
        )
        self.model.load_state_dict(weights)
        self.optimizer = torch.optim.Adam(
            self.model.parameters(), lr=self.options.learning_rate, foreach=True
        )
        self.average = [p.detach().clone() for p in self.model.parameters()]

    def faster(self, matrix):
        """Whichever step along the graph takes less time here, there and back."""
        noisy = self.batch["noisy"]
        x = torch.randn(len(noisy), 32, *noisy.shape[2:], requires_grad=True)
        times = {}
        for walk in (sparse, dense):
            step = walk(matrix)
            for _ in range(3):
                start = time.perf_counter()
                step(x).sum().backward()
                times[walk] = time.perf_counter() - start
        return min(times, key=times.get)

    def inputs(self, windows: int):
        return [self.batch[name][:windows] for name in ("noisy", "given", "mask", "context")]

    def loss(self, output):
        target, scored = self.batch["target"], self.batch["scored"]
        return ((output - target) ** 2 * scored).sum() / scored.sum()

    def check(self, file: str) -> None:
        self.model.zero_grad()
        output = self.model(*self.inputs(len(self.batch["noisy"])))
        loss = self.loss(output)
        loss.backward()
        tensors = {
            "gradient/" + self.java[n]: turned(n, p.grad)
            for n, p in self.model.named_parameters()
        }
        self.model.zero_grad()
        write_tensors(Path(file), tensors | {"loss": loss.reshape(1), "output": output})

    def train(self, count: int) -> list[float]:
        seconds = []
        parameters = list(self.model.parameters())
        for _ in range(count):
            start = time.perf_counter()
            self.optimizer.zero_grad()
            loss = self.loss(self.model(*self.inputs(len(self.batch["noisy"]))))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, self.options.largest_norm, foreach=True)
            self.optimizer.step()
            with torch.no_grad():
                torch._foreach_lerp_(self.average, parameters, 1 - AVERAGE)
            loss.item()
            seconds.append(time.perf_counter() - start)
        return seconds

    @torch.no_grad()
    def infer(self, count: int) -> list[float]:
        seconds = []
        for _ in range(count):
            start = time.perf_counter()
            self.model(*self.inputs(1)).flatten().tolist()
            seconds.append(time.perf_counter() - start)
        return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batch", type=Path, required=True)
    parser.add_argument("--learning-rate", type=float, required=True)
    parser.add_argument("--largest-norm", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    bench = Bench(options)
    for line in sys.stdin:
        request, _, argument = line.strip().partition(" ")
        if request in ("train", "infer"):
            answer = getattr(bench, request)(int(argument))
        elif request in ("load", "check"):
            answer = getattr(bench, request)(argument)
        else:
            raise ValueError(f"no such request: {line}")
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
