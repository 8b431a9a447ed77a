// Viridis for amounts, and a diverging scale for "how free does it flow": readable without red-green vision.

const AMOUNT = ['#440154', '#414487', '#2a788e', '#22a884', '#7ad151', '#fde725'];
const FLOWING = ['#8c2d04', '#d94801', '#f5a35c', '#c9cfc4', '#67a9cf', '#1c6ea4'];

function rgb(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

function along(stops, share) {
  const x = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(x));
  const [a, b] = [rgb(stops[i]), rgb(stops[i + 1])];
  return `rgb(${a.map((v, k) => Math.round(v + (b[k] - v) * (x - i))).join(',')})`;
}

export function scaleFor(kind, low, high) {
  const stops = kind === 'ratio' ? FLOWING : AMOUNT;
  return { low, high, colour: (value) => along(stops, high > low ? (value - low) / (high - low) : 0.5), at: (share) => along(stops, share) };
}
