"""The graph-temporal U-Net: the same network as our denoiser, layer by layer and name by name.

    T    [encoderFine]--------------------------[decoderFine] - norm, SiLU, pointwise
            \\ mean of 2                  repeat /
    T/2     [encoderCoarse]------[decoderCoarse]
               \\ mean of 2  repeat /
    T/4          `----[middle]----'

A block: norm, SiLU, convolution along time, norm, shift and scale by the condition, SiLU, and a step
along the graph in either direction, sparse where the graph is; added to what came in.
"""

import torch
from graph_wavenet import Walk
from torch import Tensor, nn
from torch.nn import functional

GROUPS = 8
CONTEXT = 64


def sparse(matrix: Tensor):
    """x [B, C, T, N] to y_i = sum_j A_ij x_j."""
    forwards = matrix.to_sparse_csr()
    backwards = matrix.T.contiguous().to_sparse_csr()

    def step(x: Tensor) -> Tensor:
        nodes_first = x.permute(3, 0, 1, 2)
        walked = Walk.apply(forwards, backwards, nodes_first.reshape(len(nodes_first), -1))
        return walked.reshape(nodes_first.shape).permute(1, 2, 3, 0)

    return step


def dense(matrix: Tensor):
    transposed = matrix.T.contiguous()
    return lambda x: x @ transposed


class Block(nn.Module):
    def __init__(self, inputs: int, width: int, walks: list):
        super().__init__()
        self.walks = walks
        self.norm1 = nn.GroupNorm(GROUPS, inputs)
        self.time = nn.Conv2d(inputs, width, (3, 1), padding=(1, 0))
        self.norm2 = nn.GroupNorm(GROUPS, width)
        self.modulation = nn.Linear(CONTEXT, 2 * width)
        self.graph = nn.Conv2d(3 * width, width, 1)
        self.shortcut = nn.Identity() if inputs == width else nn.Conv2d(inputs, width, 1)

    def forward(self, x: Tensor, context: Tensor) -> Tensor:
        scale, shift = self.modulation(context)[:, :, None, None].chunk(2, 1)
        h = self.norm2(self.time(functional.silu(self.norm1(x))))
        h = functional.silu(h * (1 + scale) + shift)
        reached = torch.cat([h, *(walk(h) for walk in self.walks)], 1)
        return self.shortcut(x) + self.graph(reached)


def halved(x: Tensor) -> Tensor:
    return functional.avg_pool2d(x, (2, 1))


def doubled(x: Tensor) -> Tensor:
    return x.repeat_interleave(2, 2)


class UNet(nn.Module):
    """For windows whose length is a multiple of 4, without a prior and without events.

    forward, backward: [N, N], steps with the traffic and against it.
    classes: [N, K], of which class each site is.
    """

    def __init__(
        self, channels: int, width: int, features: int, classes: Tensor, walks: list
    ):
        super().__init__()
        self.classes = classes
        self.context1 = nn.Linear(features, CONTEXT)
        self.context2 = nn.Linear(CONTEXT, CONTEXT)
        self.lift = nn.Conv2d(3 * channels, width, 1)
        self.own = nn.Parameter(torch.zeros(len(classes), width))
        self.shared = nn.Parameter(torch.zeros(classes.shape[1], width))
        self.encoderFine = Block(width, width, walks)
        self.encoderCoarse = Block(width, width, walks)
        self.middle = Block(width, width, walks)
        self.decoderCoarse = Block(2 * width, width, walks)
        self.decoderFine = Block(2 * width, width, walks)
        self.outNorm = nn.GroupNorm(GROUPS, width)
        self.out = nn.Conv2d(width, channels, 1)

    def forward(self, noisy: Tensor, given: Tensor, mask: Tensor, context: Tensor) -> Tensor:
        x = torch.cat([noisy - noisy * mask, given, mask], 1)
        told = functional.silu(self.context2(functional.silu(self.context1(context))))
        places = (self.classes @ self.shared + self.own).T[None, :, None]
        fine = self.encoderFine(self.lift(x) + places, told)
        coarse = self.encoderCoarse(halved(fine), told)
        narrow = self.middle(halved(coarse), told)
        up = self.decoderCoarse(torch.cat([doubled(narrow), coarse], 1), told)
        up = self.decoderFine(torch.cat([doubled(up), fine], 1), told)
        return self.out(functional.silu(self.outNorm(up)))


def python_name(name: str) -> str:
    """Of one of our parameters."""
    return name.replace("sites.", "").replace("gain", "weight")


def turned(name: str, tensor: Tensor) -> Tensor:
    """Linear maps are [in, out] on the one side and [out, in] on the other."""
    return tensor.T if tensor.dim() == 2 and name.endswith(".weight") else tensor
