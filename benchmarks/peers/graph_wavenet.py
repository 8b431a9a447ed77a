"""Graph WaveNet (Wu, Pan, Long, Jiang, Zhang 2019).

Stacked layers of gated dilated causal convolution and diffusion graph convolution over three
transition matrices: with the traffic, against it, and a learned one,
softmax(relu(E1 E2')); skip connections from every layer; a head for all horizons at once.

Sizes are those of the authors' code: four blocks of two layers with dilation 1 and 2, kernel 2,
32 channels, 256 in the skip connections, 512 in the head, embeddings 10 wide, diffusion over two
steps, dropout 0.3. Inputs are the values, their marks and the time of day.

It computes what the authors' code computes with a third of the work: [N, B, L, C], so that a step
along the graph is one product from the left, sparse where the matrix is; and without what never
reaches the head (skips of earlier steps, the last layer's diffusion).
"""

import torch
from exchange import Inputs, Windows
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 32
SKIP = 256
END = 512
EMBEDDING = 10
HOPS = 2
DROPOUT = 0.3
DILATIONS = [1, 2] * 4
KERNEL = 2


def transition(weights: Tensor) -> Tensor:
    """D^-1 W with self loops, as the authors' adjacency has them."""
    looped = weights.clone()
    looped.fill_diagonal_(1)
    return looped / looped.sum(1, keepdim=True)


class Walk(torch.autograd.Function):
    """P X for a constant sparse P; the gradient is a product with its transpose."""

    @staticmethod
    def forward(ctx, matrix: Tensor, transposed: Tensor, x: Tensor) -> Tensor:
        ctx.transposed = transposed
        return torch.mm(matrix, x)

    @staticmethod
    def backward(ctx, gradient: Tensor):
        return None, None, torch.mm(ctx.transposed, gradient.contiguous())


class Diffusion(nn.Module):
    """sum over matrices and steps of P^k X W, [N, B, L, C] to the same."""

    def __init__(self, matrices: int):
        super().__init__()
        self.mix = nn.Linear(WIDTH * (1 + HOPS * matrices), WIDTH)

    def forward(self, x: Tensor, walks: list) -> Tensor:
        terms = [x]
        for walk in walks:
            walked = x.reshape(len(x), -1)
            for _ in range(HOPS):
                walked = walk(walked)
                terms.append(walked.reshape(x.shape))
        return functional.dropout(self.mix(torch.cat(terms, -1)), DROPOUT, self.training)


class ChannelNorm(nn.BatchNorm1d):
    """Batch norm of the last axis."""

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x.reshape(-1, x.shape[-1])).reshape(x.shape)


class GraphWaveNet(nn.Module):
    LEARNING_RATE = 1e-3  # the authors'

    def __init__(self, windows: Windows):
        super().__init__()
        self.targets = len(windows.targets)
        self.horizon = windows.horizon
        self.walks = [
            self.sparse(transition(windows.weights)),
            self.sparse(transition(windows.weights.T)),
        ]
        self.source = nn.Parameter(torch.randn(windows.sites, EMBEDDING))
        self.sink = nn.Parameter(torch.randn(EMBEDDING, windows.sites))
        self.start = nn.Linear(2 * windows.channels + 1, WIDTH)
        layers = len(DILATIONS)
        self.gates = nn.ModuleList(nn.Linear(KERNEL * WIDTH, 2 * WIDTH) for _ in DILATIONS)
        self.skips = nn.ModuleList(nn.Linear(WIDTH, SKIP) for _ in DILATIONS)
        self.diffusions = nn.ModuleList(Diffusion(3) for _ in range(layers - 1))
        self.norms = nn.ModuleList(ChannelNorm(WIDTH) for _ in range(layers - 1))
        self.end = nn.Linear(SKIP, END)
        self.output = nn.Linear(END, self.targets * self.horizon)
        self.reach = 1 + (KERNEL - 1) * sum(DILATIONS)

    @staticmethod
    def sparse(matrix: Tensor):
        forwards = matrix.to_sparse_csr()
        backwards = matrix.T.contiguous().to_sparse_csr()
        return lambda x: Walk.apply(forwards, backwards, x)

    def forward(self, inputs: Inputs) -> Tensor:
        batch, _, steps, sites = inputs.values.shape
        day = inputs.day[:, None, :, None].expand(-1, -1, -1, sites)
        window = torch.cat([inputs.values, inputs.observed, day], 1)  # [B, C, L, N]
        early = max(0, self.reach - steps)
        x = self.start(functional.pad(window, (0, 0, early, 0)).permute(3, 0, 2, 1))
        learned = torch.softmax(torch.relu(self.source @ self.sink), 1)
        walks = [*self.walks, lambda x: learned @ x]
        skip = 0
        for layer, dilation in enumerate(DILATIONS):
            seen = torch.cat([x[:, :, :-dilation], x[:, :, dilation:]], -1)
            filtered, opened = self.gates[layer](seen).chunk(2, -1)
            z = torch.tanh(filtered) * torch.sigmoid(opened)
            skip = skip + self.skips[layer](z[:, :, -1])
            if layer < len(self.diffusions):
                x = self.norms[layer](self.diffusions[layer](z, walks) + x[:, :, dilation:])
        y = self.output(torch.relu(self.end(torch.relu(skip))))  # [N, B, F * H]
        return y.permute(1, 2, 0).reshape(batch, self.targets, self.horizon, sites)
