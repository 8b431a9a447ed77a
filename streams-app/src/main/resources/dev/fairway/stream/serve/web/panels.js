// Scores, models and dead letters.

import { ahead, factor, instant, modelName, number, percent, shownUnit } from './units.js';

const HORIZONS = [3, 6, 12];

export function element(name, attributes = {}, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) e.setAttribute(key, value);
  }
  e.append(...children.filter((c) => c !== null && c !== undefined));
  return e;
}

const empty = (text) => element('p', { class: 'empty' }, text);

export function showScores(target, scores, network, speedUnit) {
  const shown = scores.filter((s) => HORIZONS.includes(s.horizon));
  if (!shown.length) {
    target.replaceChildren(empty('No scores yet. A forecast is scored when its truth arrives: the first one after 12 input intervals and another '
      + `${ahead(3, network.intervalSeconds).slice(1)}.`));
    return;
  }
  const table = element('table', {},
    element('caption', { class: 'hidden' }, 'Scores by channel, horizon and model. Most skill of a horizon in green.'),
    element('thead', {}, element('tr', {}, ...['Ahead, by', 'MAE', 'Skill', 'RMSE', 'CRPS', 'Coverage', 'Width', 'n'].map((h) => element('th', { scope: 'col' }, h)))));
  const body = element('tbody');
  for (const channel of [...new Set(shown.map((s) => s.channel))]) {
    const rows = shown.filter((s) => s.channel === channel);
    const unit = shownUnit(rows[0].unit, speedUnit);
    const by = factor(rows[0].unit, speedUnit);
    for (const horizon of HORIZONS) {
      const of = rows.filter((s) => s.horizon === horizon);
      if (!of.length) continue;
      body.append(element('tr', { class: 'group' }, element('th', { colspan: 8, scope: 'colgroup' },
        `${channel[0].toUpperCase()}${channel.slice(1)}, ${ahead(horizon, network.intervalSeconds)} – errors, CRPS and width in ${unit}`)));
      // Each model served at other times: what compares is not the error but the skill, taken on the same cells as its reference.
      const skills = of.filter((s) => !s.fallback).map(skill).filter(Number.isFinite);
      const best = skills.length > 1 ? Math.max(...skills) : NaN;
      for (const s of of) {
        const cell = (value) => element('td', {}, number(value * by));
        body.append(element('tr', {},
          element('th', { scope: 'row' }, modelName(s.model), ' ', s.fallback ? badge('fallback', 'bad') : ''),
          cell(s.mae), skillCell(s, !s.fallback && skill(s) === best, by, unit), cell(s.rmse), cell(s.crps),
          element('td', {}, s.nominalCoverage > 0 ? `${percent(s.coverage)} of ${percent(s.nominalCoverage)}` : '–'),
          element('td', {}, s.width > 0 ? number(s.width * by) : '–'),
          element('td', {}, s.count.toLocaleString())));
      }
    }
  }
  table.append(body);
  target.replaceChildren(table, element('p', { class: 'note' }, 'Skill: how much smaller the MAE is than that of repeating the last value on the same '
    + 'forecasts; below it both errors, model : last value. Models serve at different times, so compare their skill.'));
}

const skill = (s) => s.persistence?.skill ?? NaN;

function skillCell(s, isBest, by, unit) {
  const p = s.persistence;
  if (!p) return element('td', { title: 'Never issued right after a reading' }, '–');
  const both = `${number(p.mae * by)} : ${number(p.lastValueMae * by)}`;
  return element('td', { class: isBest ? 'best' : null, title: `MAE of model : last value, in ${unit}, on the same ${p.count.toLocaleString()} forecasts` },
    p.skill === null ? '–' : percent(p.skill), element('br'), element('small', {}, both));
}

function badge(text, tone) {
  return element('span', { class: `badge ${tone}` }, text);
}

const STATUS = {
  TRAINING: ['training', 'warn'], PROMOTED: ['live', 'good'], FAILED: ['training failed', 'bad'], REJECTED: ['not better, not used', 'calm'],
};
const ROLE = { FORECASTER: 'Forecaster (STGCN)', DIFFUSION: 'Diffusion model' };

export function showModels(target, models, zone) {
  if (!models.length) {
    target.replaceChildren(empty('No model yet: forecasts come from a baseline and say so. Training starts when the feed has enough history.'));
    return;
  }
  target.replaceChildren(...models.map((m) => {
    const [status, tone] = STATUS[m.status] ?? [m.status, 'calm'];
    const box = element('div', { class: 'model' }, element('h3', {}, ROLE[m.role] ?? m.role, badge(status, tone)));
    if (m.status === 'TRAINING') {
      const bar = element('progress', { max: 1, value: m.progress, 'aria-label': `Training of the ${ROLE[m.role] ?? m.role}` });
      box.append(bar, element('p', {}, `${percent(m.progress)} · loss ${number(m.loss, 4)}${m.message ? ` · ${m.message}` : ''}`));
    } else if (m.message) {
      box.append(element('p', {}, m.message));
    }
    if (m.training.length > 2) box.append(sparkline(m.training));
    if (m.serving) {
      box.append(element('p', {}, 'Serving ', element('code', { title: m.serving }, m.serving.slice(0, 12)), m.servingSince ? ` since ${instant(m.servingSince, zone)}` : ''));
      const scores = Object.entries(m.servingScores);
      if (scores.length) box.append(element('p', { class: 'note' }, 'On held-out data: ', scores.map(([k, v]) => `${k} ${number(v, 3)}`).join(' · ')));
    } else {
      box.append(element('p', { class: 'note' }, 'None serves yet.'));
    }
    return box;
  }));
}

// The loss over a training run.
function sparkline(points) {
  const [w, h] = [300, 40];
  const losses = points.map((p) => p.loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', `0 0 ${w} ${h}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'spark');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `Training loss from ${number(losses[0], 4)} to ${number(losses.at(-1), 4)}`);
  const line = document.createElementNS(ns, 'polyline');
  const x = (p) => w * p.progress;
  const y = (p) => 3 + (h - 6) * (high > low ? (high - p.loss) / (high - low) : 0.5);
  line.setAttribute('points', points.map((p) => `${x(p).toFixed(1)},${y(p).toFixed(1)}`).join(' '));
  line.setAttribute('fill', 'none');
  line.setAttribute('stroke', 'var(--accent)');
  line.setAttribute('stroke-width', '1.5');
  line.setAttribute('vector-effect', 'non-scaling-stroke');
  svg.append(line);
  return svg;
}

const REASON = (reason) => reason.toLowerCase().replaceAll('_', ' ');

export function showDeadLetters(target, letters, network) {
  const shown = letters.filter((l) => l.network === network || l.network === '');
  const total = shown.reduce((sum, l) => sum + l.count, 0);
  if (!shown.length) {
    target.replaceChildren(empty('Nothing has been refused.'));
    return total;
  }
  const open = new Set([...target.querySelectorAll('details[open]')].map((d) => d.dataset.reason));
  target.replaceChildren(...shown.map((l) => {
    const key = `${l.network}/${l.reason}`;
    const details = element('details', { 'data-reason': key },
      element('summary', {}, element('b', {}, l.count.toLocaleString()), element('span', {}, REASON(l.reason), l.network ? '' : ' (network unknown)')),
      element('ul', {}, ...l.examples.slice().reverse().map((e) => element('li', {}, `${e.source}:${e.line} – ${e.detail} `, element('code', {}, e.raw.slice(0, 160))))));
    details.open = open.has(key);
    return details;
  }));
  return total;
}
