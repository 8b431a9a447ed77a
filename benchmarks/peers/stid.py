"""STID: spatial and temporal identity (Shao, Zhang, Wang, Wei, Xu 2022).

The window of a node is projected by one linear map, joined with learned embeddings of the node, of
the time of day and of the day of the week (of the window's last step), and run through a
multi-layer perceptron with residual connections. No graph.

Sizes are those of the authors' code: every embedding 32 wide, three layers, dropout 0.15.
"""

import torch
from exchange import Inputs, Windows
from torch import Tensor, nn

WIDTH = 32
LAYERS = 3
DROPOUT = 0.15


class Residual(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.first = nn.Linear(width, width)
        self.second = nn.Linear(width, width)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(self.dropout(torch.relu(self.first(x))))


class Stid(nn.Module):
    LEARNING_RATE = 2e-3  # the authors'

    def __init__(self, windows: Windows):
        super().__init__()
        self.targets = len(windows.targets)
        self.horizon = windows.horizon
        self.steps_per_day = windows.steps_per_day
        channels = 2 * windows.channels + 2  # values, marks, time of day, day of week
        self.project = nn.Linear(channels * windows.input_steps, WIDTH)
        self.node = nn.Parameter(torch.empty(windows.sites, WIDTH))
        self.time_of_day = nn.Parameter(torch.empty(windows.steps_per_day, WIDTH))
        self.day_of_week = nn.Parameter(torch.empty(7, WIDTH))
        for embedding in (self.node, self.time_of_day, self.day_of_week):
            nn.init.xavier_uniform_(embedding)
        self.encoder = nn.Sequential(*[Residual(4 * WIDTH) for _ in range(LAYERS)])
        self.output = nn.Linear(4 * WIDTH, self.targets * self.horizon)

    def forward(self, inputs: Inputs) -> Tensor:
        batch, _, steps, sites = inputs.values.shape
        calendar = torch.stack([inputs.day, inputs.weekday / 7], 1)  # [B, 2, L]
        calendar = calendar[..., None].expand(-1, -1, -1, sites)
        window = torch.cat([inputs.values, inputs.observed, calendar], 1)  # [B, C, L, N]
        series = self.project(window.permute(0, 3, 1, 2).reshape(batch, sites, -1))
        slot = (inputs.day[:, -1] * self.steps_per_day).round().long()
        hidden = torch.cat(
            [
                series,
                self.node.expand(batch, -1, -1),
                self.time_of_day[slot][:, None].expand(-1, sites, -1),
                self.day_of_week[inputs.weekday[:, -1]][:, None].expand(-1, sites, -1),
            ],
            -1,
        )
        forecast = self.output(self.encoder(hidden))  # [B, N, F * H]
        return forecast.reshape(batch, sites, self.targets, self.horizon).permute(0, 2, 3, 1)
