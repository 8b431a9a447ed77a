"""What the Java side writes for its peers and reads back from them.

Tensors are safetensors files of 32-bit floats: 8 bytes with the length of a JSON header, the header
with type, shape and place of each tensor, then the numbers, little-endian.
"""

import ctypes
import json
import struct
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor


def read_tensors(file: Path) -> dict[str, Tensor]:
    data = bytearray(Path(file).read_bytes())
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] != "F32":
            raise ValueError(f"{file}: tensor {name} has the type {entry['dtype']}, not F32")
        start, end = entry["data_offsets"]
        if end == start:
            tensors[name] = torch.empty(entry["shape"])
            continue
        flat = torch.frombuffer(
            data, dtype=torch.float32, offset=8 + length + start, count=(end - start) // 4
        )
        tensors[name] = flat.reshape(entry["shape"])
    return tensors


def write_tensors(file: Path, tensors: dict[str, Tensor]) -> None:
    header, offset = {}, 0
    names = sorted(tensors)
    for name in names:
        end = offset + 4 * tensors[name].numel()
        header[name] = {
            "dtype": "F32",
            "shape": list(tensors[name].shape),
            "data_offsets": [offset, end],
        }
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for name in names:
            flat = tensors[name].detach().to(torch.float32).contiguous()
            out.write((ctypes.c_char * (4 * flat.numel())).from_address(flat.data_ptr()))


@dataclass
class Inputs:
    """A batch of windows of L steps.

    values: [B, C, L, N], scaled, holes filled
    observed: [B, C, L, N], 1 where the value was measured
    day: [B, L], share of the day that has passed at the start of the step, in [0, 1)
    weekday: [B, L], 0 for Monday to 6 for Sunday, whole numbers
    """

    values: Tensor
    observed: Tensor
    day: Tensor
    weekday: Tensor


class Windows:
    """A measured series, cut into windows by the Java side."""

    def __init__(self, folder: Path):
        facts = json.loads((Path(folder) / "windows.json").read_text())
        tensors = read_tensors(Path(folder) / "windows.safetensors")
        self.input_steps: int = facts["inputSteps"]
        self.horizon: int = facts["horizon"]
        self.steps_per_day: int = facts["stepsPerDay"]
        self.targets: list[int] = facts["targets"]
        self.starts: dict[str, list[int]] = facts["starts"]
        self.mean = torch.tensor(facts["means"])
        self.deviation = torch.tensor(facts["deviations"])
        self.values = tensors["values"]  # [T, C, N], in the channels' units
        self.observed = tensors["observed"]  # [T, C, N]
        self.day = tensors["day"]  # [T]
        self.weekday = tensors["weekday"].long()  # [T]
        self.weights = tensors["weights"]  # [N, N], (i, j) for a link from i to j
        self.minimum = torch.tensor(facts["minima"])
        self.maximum = torch.tensor(facts["maxima"])
        self.scaled = self._scale(tensors["filled"])  # [T, C, N]
        self.scaled_values = self._scale(self.values)

    @property
    def channels(self) -> int:
        return self.values.shape[1]

    @property
    def sites(self) -> int:
        return self.values.shape[2]

    def inputs(self, starts: list[int]) -> Inputs:
        steps = torch.tensor(starts)[:, None] + torch.arange(self.input_steps)
        return Inputs(
            self.scaled[steps].transpose(1, 2).contiguous(),
            self.observed[steps].transpose(1, 2).contiguous(),
            self.day[steps],
            self.weekday[steps],
        )

    def outputs(self, starts: list[int]) -> tuple[Tensor, Tensor]:
        """What came after, scaled, and where it was observed: [B, F, H, N] each."""
        steps = torch.tensor(starts)[:, None] + self.input_steps + torch.arange(self.horizon)
        values = self.scaled_values[steps][:, :, self.targets].transpose(1, 2)
        return values.contiguous(), self.observed[steps][:, :, self.targets].transpose(1, 2)

    def unscale(self, forecast: Tensor) -> Tensor:
        """[B, F, H, N] in the channels' units, within the channels' bounds."""
        def of(x):
            return x[self.targets][None, :, None, None]

        values = forecast * of(self.deviation) + of(self.mean)
        return torch.maximum(torch.minimum(values, of(self.maximum)), of(self.minimum))

    def _scale(self, x: Tensor) -> Tensor:
        return (x - self.mean[:, None]) / self.deviation[:, None]
