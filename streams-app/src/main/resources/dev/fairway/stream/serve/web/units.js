// How values are written. The API speaks the channel's unit; a speed is shown in the unit the user chose.

const PER_METRE_PER_SECOND = { 'm/s': 1, 'km/h': 3.6, 'kn': 3600 / 1852 };

export function shownUnit(unit, speedUnit) {
  return unit === 'm/s' ? speedUnit : unit;
}

export function factor(unit, speedUnit) {
  return unit === 'm/s' ? PER_METRE_PER_SECOND[speedUnit] : 1;
}

export function number(value, digits = 2) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return value.toFixed(size >= 1000 ? 0 : size >= 100 ? Math.min(digits, 1) : digits);
}

export function percent(share) {
  return Number.isFinite(share) ? `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %` : '–';
}

export function modelName(model) {
  if (!model) return '–';
  return { 'last-value': 'last value (baseline)', seasonal: 'seasonal (baseline)' }[model] ?? `STGCN ${model.slice(0, 8)}`;
}

export function instant(text, zone) {
  if (!text) return '–';
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'short', year: '2-digit', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit',
    hour12: false, timeZone: zone || 'UTC', timeZoneName: 'short',
  }).format(new Date(text));
}

export function clockTime(text, zone) {
  return new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone || 'UTC' }).format(new Date(text));
}

// '+15 min' of a horizon: the time from the issue to the END of the interval it is about.
export function ahead(horizon, intervalSeconds) {
  return `+${Math.round(horizon * intervalSeconds / 60)} min`;
}
