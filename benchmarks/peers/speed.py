"""The PyTorch side of the speed benchmark: does what the Java side asks for, line by line.

    load FILE          takes over weights
    check FILE         writes loss, forecast and gradients of the first training batch
    train COUNT        takes training steps
    infer COUNT        forecasts single windows, from the measured window to units
    memory             resident memory of the process

Each request is answered by one line of JSON: null, seconds of each repetition, or bytes.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import torch
from exchange import Windows, read_tensors, write_tensors
from stgcn import Stgcn, python_name
from train import Training, mae


class Bench:
    def __init__(self, options):
        self.windows = Windows(options.windows)
        self.model = Stgcn(self.windows)
        self.training = Training(self.model, self.windows, options)
        # From the middle on, as the Java side does.
        starts = self.windows.starts["train"]
        self.starts = starts[len(starts) // 2 :] + starts[: len(starts) // 2]
        self.batch = options.batch
        self.next = 0

    def load(self, file: str) -> None:
        weights = {python_name(n): t for n, t in read_tensors(Path(file)).items()}
        self.model.load_state_dict(weights)

    def check(self, file: str) -> None:
        batch = self.starts[: self.batch]
        target, mask = self.windows.outputs(batch)
        self.model.train()
        self.model.zero_grad()
        forecast = self.model(self.windows.inputs(batch))
        loss = mae(forecast, target, mask)
        loss.backward()
        tensors = {"gradient/" + n: p.grad for n, p in self.model.named_parameters()}
        self.model.zero_grad()
        write_tensors(Path(file), tensors | {"loss": loss.reshape(1), "output": forecast})

    def train(self, count: int) -> list[float]:
        self.model.train()
        self.training.step_seconds.clear()
        for _ in range(count):
            if self.next + self.batch > len(self.starts):
                self.next = 0
            self.training.step(self.starts[self.next : self.next + self.batch])
            self.next += self.batch
        return self.training.step_seconds

    @torch.no_grad()
    def infer(self, count: int) -> list[float]:
        self.model.eval()
        seconds = []
        for i in range(count):
            start = time.perf_counter()
            self.windows.unscale(self.model(self.windows.inputs([self.starts[i % 64]])))
            seconds.append(time.perf_counter() - start)
        return seconds


def resident() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return 1024 * int(line.split()[1])
    raise RuntimeError("/proc/self/status has no VmRSS")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--windows", type=Path, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--learning-rate", type=float, required=True)
    parser.add_argument("--weight-decay", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    bench = Bench(options)
    for line in sys.stdin:
        request, _, argument = line.strip().partition(" ")
        if request == "memory":
            answer = resident()
        elif request in ("train", "infer"):
            answer = getattr(bench, request)(int(argument))
        elif request in ("load", "check"):
            answer = getattr(bench, request)(argument)
        else:
            raise ValueError(f"no such request: {line}")
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
