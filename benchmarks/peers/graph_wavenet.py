"""Graph WaveNet (Wu, Pan, Long, Jiang, Zhang 2019).

Stacked layers of gated dilated causal convolution and diffusion graph convolution over three
transition matrices: with the traffic, against it, and a learned one,
softmax(relu(E1 E2')); skip connections from every layer; a head for all horizons at once.

Sizes are those of the authors' code: four blocks of two layers with dilation 1 and 2, kernel 2,
32 channels, 256 in the skip connections, 512 in the head, embeddings 10 wide, diffusion over two
steps, dropout 0.3. Inputs are the values, their marks and the time of day.
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


class Diffusion(nn.Module):
    """sum over matrices and steps of P^k X W, [B, C, N, L] to the same."""

    def __init__(self, matrices: int):
        super().__init__()
        self.mix = nn.Conv2d(WIDTH * (1 + HOPS * matrices), WIDTH, 1)

    def forward(self, x: Tensor, transitions: list[Tensor]) -> Tensor:
        terms = [x]
        for matrix in transitions:
            walked = x
            for _ in range(HOPS):
                walked = torch.einsum("mn,bcnl->bcml", matrix, walked)
                terms.append(walked)
        return functional.dropout(self.mix(torch.cat(terms, 1)), DROPOUT, self.training)


class GraphWaveNet(nn.Module):
    LEARNING_RATE = 1e-3  # the authors'

    def __init__(self, windows: Windows):
        super().__init__()
        self.targets = len(windows.targets)
        self.horizon = windows.horizon
        self.register_buffer("forwards", transition(windows.weights))
        self.register_buffer("backwards", transition(windows.weights.T))
        self.source = nn.Parameter(torch.randn(windows.sites, EMBEDDING))
        self.sink = nn.Parameter(torch.randn(EMBEDDING, windows.sites))
        self.start = nn.Conv2d(2 * windows.channels + 1, WIDTH, 1)
        layers = len(DILATIONS)
        self.gates = nn.ModuleList(
            nn.Conv2d(WIDTH, 2 * WIDTH, (1, KERNEL), dilation=(1, d)) for d in DILATIONS
        )
        self.skips = nn.ModuleList(nn.Conv2d(WIDTH, SKIP, 1) for _ in range(layers))
        self.diffusions = nn.ModuleList(Diffusion(3) for _ in range(layers))
        self.norms = nn.ModuleList(nn.BatchNorm2d(WIDTH) for _ in range(layers))
        self.end = nn.Conv2d(SKIP, END, 1)
        self.output = nn.Conv2d(END, self.targets * self.horizon, 1)
        self.reach = 1 + (KERNEL - 1) * sum(DILATIONS)

    def forward(self, inputs: Inputs) -> Tensor:
        batch, _, steps, sites = inputs.values.shape
        day = inputs.day[:, None, :, None].expand(-1, -1, -1, sites)
        x = torch.cat([inputs.values, inputs.observed, day], 1).transpose(2, 3)  # [B, C, N, L]
        x = self.start(functional.pad(x, (max(0, self.reach - steps), 0)))
        learned = torch.softmax(torch.relu(self.source @ self.sink), 1)
        transitions = [self.forwards, self.backwards, learned]
        skip = 0
        for gate, skipped, diffusion, norm in zip(
            self.gates, self.skips, self.diffusions, self.norms
        ):
            filtered, opened = gate(x).chunk(2, 1)
            z = torch.tanh(filtered) * torch.sigmoid(opened)
            s = skipped(z)
            skip = s + (skip[..., -s.shape[-1] :] if torch.is_tensor(skip) else 0)
            x = norm(diffusion(z, transitions) + x[..., -z.shape[-1] :])
        y = self.output(torch.relu(self.end(torch.relu(skip))))[..., -1]  # [B, F * H, N]
        return y.reshape(batch, self.targets, self.horizon, sites)
