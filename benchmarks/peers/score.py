"""MAE, RMSE and MAPE by channel and horizon, over the observed cells, in the channels' units.

The Java side scores the same forecasts with its own code; both must agree.
"""

from exchange import Windows
from torch import Tensor
import torch


def scores(windows: Windows, starts: list[int], forecasts: Tensor) -> list[list[dict]]:
    """forecasts: [W, F, H, N]. Returns [F][H] scores; MAPE leaves observed zeros out, as a share."""
    steps = torch.tensor(starts)[:, None] + windows.input_steps + torch.arange(windows.horizon)
    result = []
    for f, channel in enumerate(windows.targets):
        truth = windows.values[:, channel][steps].double()  # [W, H, N]
        observed = windows.observed[:, channel][steps] > 0
        error = (forecasts[:, f].double() - truth).abs()
        rows = []
        for h in range(windows.horizon):
            mask = observed[:, h]
            e, y = error[:, h][mask], truth[:, h][mask].abs()
            rows.append(
                {
                    "count": int(mask.sum()),
                    "mae": e.mean().item(),
                    "rmse": e.square().mean().sqrt().item(),
                    "mape": (e[y > 0] / y[y > 0]).mean().item(),
                }
            )
        result.append(rows)
    return result
