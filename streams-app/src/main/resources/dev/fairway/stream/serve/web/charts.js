// The two charts of a site: what was observed and what is expected, and what had been expected of what happened.

import uPlot from './vendor/uPlot.esm.js';
import { factor, number, shownUnit, ahead } from './units.js';

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const SHOWN_HISTORY = 96;

function axes(unit) {
  const line = { stroke: css('--line'), width: 1 };
  const base = { stroke: css('--quiet'), grid: line, ticks: line, font: '12px system-ui, sans-serif' };
  return [{ ...base }, { ...base, label: unit, labelSize: 18, labelFont: '12px system-ui, sans-serif', size: 52 }];
}

function clear(colour, share) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  return `rgba(${r},${g},${b},${share})`;
}

// Draws once per set of series; later data goes into the same chart, so that zoom and legend stay.
class Chart {
  constructor(target, height) {
    this.target = target;
    this.height = height;
    this.plot = null;
    this.key = null;
    new ResizeObserver(() => this.plot?.setSize({ width: target.clientWidth, height: this.height })).observe(target);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.key = null; });
  }

  draw(key, data, options) {
    if (key === this.key && this.plot) {
      this.plot.setData(data);
      return;
    }
    this.clear();
    this.key = key;
    this.plot = new uPlot({ width: this.target.clientWidth, height: this.height, ...options() }, data, this.target);
  }

  clear() {
    this.plot?.destroy();
    this.plot = null;
    this.key = null;
  }
}

export class SiteCharts {
  constructor(now, past) {
    this.now = new Chart(now, 250);
    this.past = new Chart(past, 210);
  }

  // Returns what to say where there is nothing to draw.
  show(site, channel, speedUnit, zone) {
    const unit = shownUnit(channel.unit, speedUnit);
    const by = factor(channel.unit, speedUnit);
    const times = { tzDate: (ts) => uPlot.tzDate(new Date(ts * 1e3), zone || 'UTC') };
    const key = [site.network, site.id, channel.name, unit].join('|');
    return { now: this.showNow(site, channel, unit, by, times, key), past: this.showPast(site, channel, unit, by, times, key) };
  }

  showNow(site, channel, unit, by, times, key) {
    const rows = new Map();
    const row = (t) => rows.get(t) ?? rows.set(t, [null, null, null, null]).get(t);
    const step = site.intervalSeconds;
    grid(site.history.slice(-SHOWN_HISTORY), step).forEach((t) => row(t));
    for (const past of site.history.slice(-SHOWN_HISTORY)) {
      const value = past.values?.[channel.name];
      if (value !== undefined) row(seconds(past.start))[0] = value * by;
    }
    const forecast = site.forecasts[channel.name];
    for (const s of forecast?.steps ?? []) {
      const r = row(seconds(s.target));
      r[1] = s.mean * by;
      if (s.quantiles.length) {
        r[2] = s.quantiles.at(-1) * by;
        r[3] = s.quantiles[0] * by;
      }
    }
    if (rows.size === 0) {
      this.now.clear();
      return 'Waiting for the first interval of this site.';
    }
    const levels = forecast?.levels ?? [];
    const nominal = levels.length > 1 ? `${Math.round(100 * (levels.at(-1) - levels[0]))} % interval` : 'interval';
    const show = (u, v) => (v === null || v === undefined ? '–' : `${number(v)} ${unit}`);
    const c = css('--forecast');
    this.now.draw(key + nominal, columns(rows), () => ({
      title: `${title(channel.name)} – observed, and the newest forecast`,
      ...times,
      axes: axes(unit),
      cursor: { y: false },
      scales: { y: { range: padded } },
      series: [
        { label: 'Interval' },
        { label: 'observed', stroke: css('--accent'), width: 2, value: show, points: { size: 4 } },
        { label: 'forecast mean', stroke: c, width: 2, value: show, points: { size: 5 } },
        { label: `${nominal}: upper`, stroke: clear(c, .5), width: 1, value: show, points: { show: false } },
        { label: 'lower', stroke: clear(c, .5), width: 1, value: show, points: { show: false } },
      ],
      bands: [{ series: [3, 4], fill: clear(c, .18) }],
    }));
    if (!forecast) return `No forecast yet: it needs 12 whole intervals of the network. This site has ${site.history.length}.`;
    return '';
  }

  showPast(site, channel, unit, by, times, key) {
    const recent = site.history.slice(-SHOWN_HISTORY);
    const rows = new Map();
    grid(recent, site.intervalSeconds).forEach((t) => rows.set(t, [null, null, null, null, null]));
    let any = false;
    for (const past of recent) {
      const r = rows.get(seconds(past.start));
      const value = past.values?.[channel.name];
      if (value !== undefined) r[0] = value * by;
      const issued = past.issued?.[channel.name] ?? {};
      if (issued[3]) {
        any = true;
        r[1] = issued[3].mean * by;
        r[2] = issued[3].upper === undefined ? null : issued[3].upper * by;
        r[3] = issued[3].lower === undefined ? null : issued[3].lower * by;
      }
      if (issued[12]) r[4] = issued[12].mean * by;
    }
    if (!any) {
      this.past.clear();
      return 'No forecast has met its truth here yet.';
    }
    const show = (u, v) => (v === null || v === undefined ? '–' : `${number(v)} ${unit}`);
    const c = css('--past');
    const [near, far] = [ahead(3, site.intervalSeconds), ahead(12, site.intervalSeconds)];
    this.past.draw(key, columns(rows), () => ({
      title: `What had been forecast (${near}, ${far}), and what then happened`,
      ...times,
      axes: axes(unit),
      cursor: { y: false },
      scales: { y: { range: padded } },
      series: [
        { label: 'Interval' },
        { label: 'observed', stroke: css('--accent'), width: 2, value: show, points: { show: false } },
        { label: `forecast ${near}`, stroke: c, width: 1.5, value: show, points: { show: false } },
        { label: 'upper', stroke: clear(c, .4), width: 1, value: show, points: { show: false } },
        { label: 'lower', stroke: clear(c, .4), width: 1, value: show, points: { show: false } },
        { label: `forecast ${far}`, stroke: css('--forecast'), width: 1, dash: [5, 4], value: show, points: { show: false } },
      ],
      bands: [{ series: [3, 4], fill: clear(c, .14) }],
    }));
    return '';
  }
}

function padded(u, low, high) {
  if (low === null) return [0, 1];
  const pad = Math.max((high - low) * 0.1, Math.abs(high) * 0.02, 0.1);
  return [low >= 0 ? Math.max(0, low - pad) : low - pad, high + pad];
}

const seconds = (text) => Date.parse(text) / 1000;
const title = (name) => name[0].toUpperCase() + name.slice(1);

// Every interval from the first to the last, so that a gap is a gap and no line is drawn across it.
function grid(history, step) {
  if (!history.length) return [];
  const all = [];
  for (let t = seconds(history[0].start); t <= seconds(history.at(-1).start); t += step) all.push(t);
  return all;
}

function columns(rows) {
  const times = [...rows.keys()].sort((a, b) => a - b);
  const width = rows.get(times[0]).length;
  return [times, ...Array.from({ length: width }, (_, i) => times.map((t) => rows.get(t)[i]))];
}
