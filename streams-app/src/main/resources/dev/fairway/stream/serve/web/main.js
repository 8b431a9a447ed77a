// The page: one network and one site at a time, kept up to date by the server's events.

import { get, listen, networkPath } from './api.js';
import { SiteCharts } from './charts.js';
import { SiteMap } from './map.js';
import { scaleFor } from './palette.js';
import { element, showDeadLetters, showModels, showScores } from './panels.js';
import { ahead, clockTime, factor, instant, modelName, number, percent, shownUnit } from './units.js';

const $ = (id) => document.getElementById(id);
const page = {
  network: null, // summary of the network shown
  geo: null, snapshot: null, site: null, detail: null,
  colour: null, // { channel, ratio }
  horizon: 0, // 0: observed
  scores: [], models: [], letters: [],
  // Running maximum of each site's observed speed: what "free flow" is taken to be.
  free: new Map(),
  stop: () => {},
};
const map = new SiteMap('map', chooseSite);
const charts = new SiteCharts($('chart'), $('past-chart'));
const speedUnit = () => $('unit').value;
const asked = new URLSearchParams(location.search);

$('unit').value = localStorage.getItem('fairway.speed-unit') ?? 'm/s';
if (!$('unit').value) $('unit').value = 'm/s';
$('unit').addEventListener('change', () => { localStorage.setItem('fairway.speed-unit', speedUnit()); showAll(); });
$('network').addEventListener('change', () => openNetwork($('network').value));
$('site').addEventListener('change', () => chooseSite($('site').value));
$('channel').addEventListener('change', () => { chooseColour(); showMap(); showSite(); });

function connection(state, text) {
  if ($('connection').dataset.state === state && $('connection-text').textContent === text) return;
  $('connection').dataset.state = state;
  $('connection-text').textContent = text;
}

async function begin() {
  for (;;) {
    try {
      const networks = await get('networks');
      if (networks.length) {
        listNetworks(networks);
        const first = networks.find((n) => n.id === asked.get('network')) ?? networks[0];
        await openNetwork(first.id);
        return;
      }
      $('map-note').textContent = 'Waiting for the first network to be described.';
      connection('wait', 'waiting for a network');
    } catch (error) {
      connection('off', error.message);
      $('map-note').textContent = `The server does not answer yet: ${error.message}`;
    }
    await new Promise((resume) => setTimeout(resume, 1000));
  }
}

function listNetworks(networks) {
  const chosen = page.network?.id;
  const kinds = { ROAD: 'road', WATERWAY: 'waterway' };
  $('network').replaceChildren(...networks.map((n) => element('option', { value: n.id }, `${n.name} (${kinds[n.kind] ?? 'network'}, ${n.sites} sites)`)));
  if (chosen) $('network').value = chosen;
}

async function openNetwork(id) {
  page.stop();
  Object.assign(page, { snapshot: null, site: null, detail: null, scores: [], models: [], letters: [], free: new Map() });
  page.geo = await get(networkPath(id));
  page.network = page.geo.network;
  $('network').value = id;
  $('attribution').textContent = page.network.attribution || '';
  const sites = page.geo.features.filter((f) => f.properties.role === 'site');
  $('site').replaceChildren(...sites.map((f) => element('option', { value: f.id }, f.properties.name === f.id ? f.id : `${f.properties.name} (${f.id})`)));
  const guessed = map.show(page.geo);
  map.map.getTargetElement().title = guessed ? `${guessed} sites have no position and are laid out on a grid` : '';
  listColours();
  listTimes();
  page.stop = listen(id, {
    snapshot: (s) => { page.snapshot = s; arrived(); },
    scores: (s) => { page.scores = s; showScoresNow(); },
    models: (m) => { page.models = m; showModels($('models'), m, page.network.timeZone); showFacts(); },
    'dead-letters': (l) => { page.letters = l; showLetters(); },
    networks: listNetworks,
    clock: showClock,
  }, connection);
  showAll();
}

function listColours() {
  const options = [];
  for (const c of page.network.channels) {
    if (c.name === 'speed') options.push(element('option', { value: 'speed/ratio' }, 'speed, share of the site’s fastest'));
    options.push(element('option', { value: c.name }, c.name));
  }
  $('channel').replaceChildren(...options);
  const waterway = page.network.kind === 'WATERWAY' && page.network.channels.some((c) => c.name === 'density');
  $('channel').value = waterway ? 'density' : options[0]?.value;
  chooseColour();
}

function chooseColour() {
  const [channel, ratio] = $('channel').value.split('/');
  page.colour = { channel: page.network.channels.find((c) => c.name === channel), ratio: ratio === 'ratio' };
}

function listTimes() {
  page.horizon = 0;
  const legend = $('times').querySelector('legend');
  const choices = [0, 3, 6, 12].map((h) => {
    const input = element('input', { type: 'radio', name: 'time', value: h });
    input.checked = h === 0;
    input.addEventListener('change', () => { page.horizon = h; showMap(); });
    return element('label', {}, input, element('span', {}, h === 0 ? 'now' : ahead(h, page.network.intervalSeconds)));
  });
  $('times').replaceChildren(legend, ...choices);
}

// A new snapshot: everything that moves with event time.
function arrived() {
  for (const s of page.snapshot.sites) {
    const v = s.values?.speed;
    if (v !== undefined) page.free.set(s.id, Math.max(v, page.free.get(s.id) ?? 0));
  }
  if (!page.site) chooseSite(asked.get('site') ?? busiest());
  else refreshSite();
  showMap();
  showFacts();
}

// A site that has a forecast and moves: the one with most to look at.
function busiest() {
  const weight = (s) => (s.forecast && Object.keys(s.forecast).length ? 1000 : 0) + (s.values?.flow ?? s.values?.density ?? s.values?.speed ?? -1);
  return page.snapshot.sites.reduce((best, s) => (best === null || weight(s) > weight(best) ? s : best), null)?.id;
}

function chooseSite(id) {
  if (!id) return;
  page.site = id;
  $('site').value = id;
  map.choose(id);
  refreshSite();
}

let asking = false;
let again = false;
async function refreshSite() {
  if (asking) { again = true; return; }
  asking = true;
  const [network, site] = [page.network.id, page.site];
  try {
    const detail = await get(networkPath(network, `/sites/${encodeURIComponent(site)}`));
    if (page.network.id === network && page.site === site) { page.detail = detail; showSite(); }
  } catch (error) {
    $('chart-note').textContent = error.message;
  } finally {
    asking = false;
    if (again) { again = false; refreshSite(); }
  }
}

function valueOf(site) {
  const name = page.colour.channel.name;
  const f = site.forecast?.[name];
  const value = page.horizon === 0 ? (site.current ? site.values?.[name] : undefined) : f?.means[page.horizon - 1];
  if (value === undefined) return undefined;
  if (!page.colour.ratio) return value;
  const free = page.free.get(site.id);
  return free > 0 ? value / free : undefined;
}

function showMap() {
  if (!page.snapshot || !page.colour?.channel) return;
  const look = new Map();
  for (const s of page.snapshot.sites) {
    const forecasts = Object.values(s.forecast ?? {});
    look.set(s.id, { value: valueOf(s), fallback: forecasts.some((f) => f.fallback), imputed: forecasts.some((f) => f.imputedShare > 0) });
  }
  const values = [...look.values()].map((l) => l.value).filter(Number.isFinite).sort((a, b) => a - b);
  const high = values.length ? values[Math.floor(0.98 * (values.length - 1))] : 1;
  const scale = page.colour.ratio ? scaleFor('ratio', 0, 1) : scaleFor('amount', 0, high > 0 ? high : 1);
  map.paint(look, scale);
  showLegend(scale);
  $('map-note').textContent = values.length ? ''
    : page.horizon === 0 ? 'Waiting for the first interval.' : 'No forecast yet: it needs 12 input intervals.';
}

function showLegend(scale) {
  const { channel, ratio } = page.colour;
  const unit = ratio ? 'share of fastest seen' : shownUnit(channel.unit, speedUnit());
  const by = ratio ? 1 : factor(channel.unit, speedUnit());
  const canvas = element('canvas', { width: 120, height: 1 });
  const pen = canvas.getContext('2d');
  for (let i = 0; i < 120; i++) { pen.fillStyle = scale.at(i / 119); pen.fillRect(i, 0, 1, 1); }
  const mark = (name, text) => element('span', {}, element('i', { class: `mark ${name}` }), ` ${text}`);
  const when = page.horizon === 0 ? 'now' : `forecast ${ahead(page.horizon, page.network.intervalSeconds)}`;
  $('legend').replaceChildren(
    element('div', {}, `${channel.name}, ${when} (${unit})`), canvas,
    element('div', { class: 'ends' }, element('span', {}, number(scale.low * by, 1)), element('span', {}, number(scale.high * by, 1))),
    element('div', { class: 'marks' }, mark('fallback', 'fallback'), mark('imputed', 'imputed input'), mark('silent', 'no reading')));
}

function showSite() {
  const d = page.detail;
  if (!d || !page.colour?.channel) return;
  const forecastable = page.network.channels.find((c) => c.name === page.colour.channel.name);
  const notes = charts.show(d, forecastable, speedUnit(), page.network.timeZone);
  $('chart-note').textContent = notes.now;
  $('past-note').textContent = notes.past;
  const f = d.forecasts[forecastable.name];
  const facts = [];
  if (f) {
    facts.push(`Forecast of ${clockTime(f.issued, page.network.timeZone)} by ${modelName(f.model)}`);
    if (f.imputedShare > 0) facts.push(`${percent(f.imputedShare)} of its input imputed (${f.imputation})`);
    if (f.fallback) facts.push(`FALLBACK: ${f.fallbackReason}`);
  }
  const unit = shownUnit(forecastable.unit, speedUnit());
  const by = factor(forecastable.unit, speedUnit());
  const scores = d.scores[forecastable.name];
  if (scores) facts.push(`MAE here ${scores.map((s) => `${ahead(s.horizon, d.intervalSeconds)} ${number(s.mae * by)}`).join(', ')} ${unit}`);
  $('site-facts').textContent = facts.join(' · ');
}

function showFacts() {
  const s = page.snapshot;
  $('reporting').textContent = s ? `${s.reporting} of ${s.sites.length}` : '–';
  $('imputed').textContent = s?.imputedShare === null || !s ? '–' : percent(s.imputedShare) + (s.fallbackSites ? `, ${s.fallbackSites} sites on fallback` : '');
  const shares = new Map();
  for (const site of s?.sites ?? []) for (const f of Object.values(site.forecast ?? {})) shares.set(f.model, (shares.get(f.model) ?? 0) + 1);
  const [model] = [...shares].sort((a, b) => b[1] - a[1])[0] ?? [];
  $('serving').textContent = model ? modelName(model) : 'no forecast yet';
  if (s?.eventTime) $('event-time').textContent = instant(s.eventTime, page.network.timeZone);
}

function showClock(clock) {
  if (clock.eventTime) $('event-time').textContent = instant(clock.eventTime, page.network.timeZone);
  const v = clock.speed;
  $('feed-speed').textContent = v === null ? '–' : v < 0.05 ? 'standing still' : v < 1.5 ? 'live' : `${number(v, v < 10 ? 1 : 0)}×`;
  if (clock.health.status === 'up') connection('on', clock.health.lag > 5000 ? `live, ${clock.health.lag.toLocaleString()} records behind` : 'live');
  else connection('wait', clock.health.reason);
}

function showScoresNow() {
  showScores($('scores'), page.scores, page.network, speedUnit());
  const last = page.scores.reduce((t, s) => (s.lastTarget > t ? s.lastTarget : t), '');
  $('scores-note').textContent = last ? `up to ${clockTime(last, page.network.timeZone)}, every site, since the start` : '';
}

function showLetters() {
  const total = showDeadLetters($('letters'), page.letters, page.network.id);
  $('letters-note').textContent = total ? `${total.toLocaleString()} refused, none lost` : '';
}

function showAll() {
  showMap();
  showSite();
  showFacts();
  showScoresNow();
  showModels($('models'), page.models, page.network.timeZone);
  showLetters();
}

begin();
