"""STGCN (Yu, Yin, Zhu 2018): the same model as our classic form, layer by layer and name by name.

    [B, C, 12, N] - block - [B, 64, 8, N] - block - [B, 64, 4, N] - gated convolution, norm -
        [B, 128, 1, N] - pointwise, ReLU, pointwise - [B, F H, 1, N]

    block: gated convolution 64 - graph convolution 16 - gated convolution 64 - norm over (N, C)

All horizons come out at once; the authors' code forecasts one step and goes on from it.
"""

import torch
from exchange import Inputs, Windows
from torch import Tensor, nn
from torch.nn import functional

TEMPORAL = 64
GRAPH = 16
OUTPUT = 128
KERNEL = 3
POLYNOMIALS = 3


def scaled_laplacian(weights: Tensor) -> Tensor:
    """2 L / lambda - I of the normalised Laplacian of the undirected ties."""
    ties = torch.maximum(weights, weights.T).double()
    degree = ties.sum(1)
    root = torch.where(degree > 0, degree.rsqrt(), 0.0)
    laplacian = torch.diag((degree > 0).double()) - root[:, None] * ties * root
    largest = torch.linalg.eigvalsh(laplacian)[-1].clamp(max=2)
    if largest <= 0:
        largest = torch.tensor(2.0)
    return (2 * laplacian / largest - torch.eye(len(ties))).float()


def pointwise(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 1)


class GatedConvolution(nn.Module):
    """(P + x') sigmoid(Q) along time, without padding; x' is the input at the last steps."""

    def __init__(self, inputs: int, outputs: int, kernel: int):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, 2 * outputs, (kernel, 1))
        self.align = pointwise(inputs, outputs) if inputs > outputs else nn.Identity()
        self.missing = max(0, outputs - inputs)

    def forward(self, x: Tensor) -> Tensor:
        p, q = self.convolution(x).chunk(2, 1)
        aligned = self.align(x)[:, :, -p.shape[2] :]
        if self.missing:
            aligned = functional.pad(aligned, (0, 0, 0, 0, 0, self.missing))
        return (p + aligned) * torch.sigmoid(q)


class GraphConvolution(nn.Module):
    """relu(x' + sum_k Theta_k T_k x') with the Chebyshev polynomials of the scaled Laplacian."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.align = pointwise(inputs, outputs)
        self.polynomials = pointwise(POLYNOMIALS * outputs, outputs)

    def forward(self, x: Tensor, laplacian: Tensor) -> Tensor:
        aligned = self.align(x)
        basis = [aligned, aligned @ laplacian]  # the matrix is symmetric
        for _ in range(2, POLYNOMIALS):
            basis.append(2 * (basis[-1] @ laplacian) - basis[-2])
        return torch.relu(self.polynomials(torch.cat(basis, 1)) + aligned)


class SnapshotNorm(nn.Module):
    """Layer norm over channels and nodes of each time step."""

    def __init__(self, channels: int, sites: int):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(channels, sites))
        self.bias = nn.Parameter(torch.zeros(channels, sites))

    def forward(self, x: Tensor) -> Tensor:
        y = functional.layer_norm(x.transpose(1, 2), self.gain.shape, self.gain, self.bias)
        return y.transpose(1, 2)


class Block(nn.Module):
    def __init__(self, inputs: int, sites: int):
        super().__init__()
        self.before = GatedConvolution(inputs, TEMPORAL, KERNEL)
        self.graph = GraphConvolution(TEMPORAL, GRAPH)
        self.after = GatedConvolution(GRAPH, TEMPORAL, KERNEL)
        self.norm = SnapshotNorm(TEMPORAL, sites)

    def forward(self, x: Tensor, laplacian: Tensor) -> Tensor:
        return self.norm(self.after(self.graph(self.before(x), laplacian)))


class Stgcn(nn.Module):
    LEARNING_RATE = 1e-3  # the authors'; the Java side gives its own

    def __init__(self, windows: Windows):
        super().__init__()
        self.targets = len(windows.targets)
        self.horizon = windows.horizon
        sites = windows.sites
        self.register_buffer("laplacian", scaled_laplacian(windows.weights), persistent=False)
        self.block1 = Block(windows.channels, sites)
        self.block2 = Block(TEMPORAL, sites)
        left = windows.input_steps - 4 * (KERNEL - 1)
        self.last = GatedConvolution(TEMPORAL, OUTPUT, left)
        self.last_norm = SnapshotNorm(OUTPUT, sites)
        self.hidden = pointwise(OUTPUT, OUTPUT)
        self.output = pointwise(OUTPUT, self.targets * self.horizon)

    def forward(self, inputs: Inputs) -> Tensor:
        x = self.block1(inputs.values, self.laplacian)
        x = self.block2(x, self.laplacian)
        x = self.last_norm(self.last(x))
        x = self.output(torch.relu(self.hidden(x)))
        return x.reshape(len(x), self.targets, self.horizon, -1)


def python_name(name: str) -> str:
    """What a parameter of the Java side is called here."""
    return name.replace("@sites", "").replace("last.norm", "last_norm")
