// The map: sites, links and outlines as vectors over a graticule. No tiles, nothing from outside.

import { scaleFor } from './palette.js';

const { Map: OlMap, View } = ol;
const { Graticule } = ol.layer;
const { Style, Fill, Stroke, Circle } = ol.style;
const dark = matchMedia('(prefers-color-scheme: dark)');
const ink = () => (dark.matches
  ? { link: '#34424a', grid: 'rgba(140,160,170,.13)', silent: '#4a575e', halo: '#e4e9eb', warn: '#e5b062', bad: '#f28b82' }
  : { link: '#c3ccd0', grid: 'rgba(80,100,110,.13)', silent: '#aab4b9', halo: '#1d2428', warn: '#a15c00', bad: '#b3261e' });

export class SiteMap {
  constructor(target, onChoose) {
    this.sites = new ol.source.Vector();
    this.links = new ol.source.Vector();
    this.look = new Map();
    this.chosen = null;
    this.scale = scaleFor('amount', 0, 1);
    this.map = new OlMap({
      target,
      controls: ol.control.defaults.defaults({ attribution: false, rotate: false }).extend([new ol.control.ScaleLine()]),
      view: new View({ center: [0, 0], zoom: 2, maxZoom: 19 }),
      layers: [
        new Graticule({ strokeStyle: new Stroke({ color: ink().grid, width: 1 }), showLabels: false, wrapX: false }),
        new ol.layer.Vector({ source: this.links, style: (f) => this.linkStyle(f), updateWhileInteracting: true }),
        new ol.layer.Vector({ source: this.sites, style: (f) => this.siteStyle(f), updateWhileInteracting: true }),
      ],
    });
    this.map.on('click', (event) => {
      const hit = this.map.forEachFeatureAtPixel(event.pixel, (f) => f.getId(), { hitTolerance: 6, layerFilter: (l) => l.getSource() === this.sites });
      if (hit) onChoose(hit);
    });
    this.map.on('pointermove', (event) => {
      const hit = this.map.hasFeatureAtPixel(event.pixel, { hitTolerance: 4, layerFilter: (l) => l.getSource() === this.sites });
      this.map.getTargetElement().style.cursor = hit ? 'pointer' : '';
    });
    dark.addEventListener('change', () => this.redraw());
  }

  // geo: the network's GeoJSON. Sites without a position are laid out on a grid; returns how many there are.
  show(geo) {
    this.sites.clear();
    this.links.clear();
    this.look.clear();
    const placed = placeAll(geo);
    const format = new ol.format.GeoJSON({ featureProjection: 'EPSG:3857' });
    for (const feature of placed.features) {
      if (!feature.geometry) continue;
      const drawn = format.readFeature(feature);
      (feature.properties.role === 'site' ? this.sites : this.links).addFeature(drawn);
    }
    this.fit();
    return placed.guessed;
  }

  fit() {
    if (!this.sites.isEmpty()) {
      this.map.getView().fit(this.sites.getExtent(), { padding: [36, 36, 70, 36], maxZoom: 16 });
    }
  }

  // look: by site id { value, imputed, fallback, current }
  paint(look, scale) {
    this.look = look;
    this.scale = scale;
    this.redraw();
  }

  choose(id) {
    this.chosen = id;
    this.redraw();
  }

  redraw() {
    this.sites.changed();
    this.links.changed();
  }

  linkStyle() {
    return new Style({ stroke: new Stroke({ color: ink().link, width: 1.5 }) });
  }

  siteStyle(feature) {
    const id = feature.getId();
    const seen = this.look.get(id);
    const known = seen && Number.isFinite(seen.value);
    const colour = known ? this.scale.colour(seen.value) : ink().silent;
    const chosen = id === this.chosen;
    const border = seen?.fallback ? ink().bad : seen?.imputed ? ink().warn : null;
    const dash = seen?.fallback ? undefined : [3, 3];
    const z = chosen ? 10 : known ? 2 : 1;
    const type = feature.getGeometry().getType();
    if (type === 'Polygon') {
      const stroke = chosen ? new Stroke({ color: ink().halo, width: 3 })
        : new Stroke({ color: border ?? ink().silent, width: border ? 2.5 : 1, lineDash: border ? dash : undefined });
      return new Style({ zIndex: z, stroke, fill: new Fill({ color: known ? colour : 'rgba(128,140,146,.12)' }) });
    }
    if (type === 'LineString') {
      const styles = [];
      if (chosen) styles.push(new Style({ zIndex: z - 1, stroke: new Stroke({ color: ink().halo, width: 9 }) }));
      else if (border) styles.push(new Style({ zIndex: z - 1, stroke: new Stroke({ color: border, width: 7, lineDash: dash, lineCap: 'butt' }) }));
      styles.push(new Style({ zIndex: z, stroke: new Stroke({ color: colour, width: known ? 4 : 2.5 }) }));
      return styles;
    }
    const many = this.sites.getFeatures().length > 150;
    return new Style({
      zIndex: z,
      image: new Circle({
        radius: (many ? 5 : 7.5) + (chosen ? 2 : 0) - (known ? 0 : 2),
        fill: new Fill({ color: colour }),
        stroke: chosen ? new Stroke({ color: ink().halo, width: 3 })
          : border ? new Stroke({ color: border, width: 2.5, lineDash: dash }) : new Stroke({ color: 'rgba(0,0,0,.25)', width: 1 }),
      }),
    });
  }
}

function placeAll(geo) {
  const sites = geo.features.filter((f) => f.properties.role === 'site');
  const unplaced = sites.filter((f) => !f.geometry);
  if (unplaced.length === 0) return { features: geo.features, guessed: 0 };
  // Around the origin of the map: no place on Earth is claimed by a network that does not say where it lies.
  const columns = Math.ceil(Math.sqrt(unplaced.length * 1.6));
  const at = new Map(sites.filter((f) => f.geometry).map((f) => [f.id, f.properties.position]));
  unplaced.forEach((f, i) => at.set(f.id, [(i % columns) * 0.01, -Math.floor(i / columns) * 0.01]));
  const features = geo.features.map((f) => {
    if (f.geometry) return f;
    if (f.properties.role === 'site') return { ...f, geometry: { type: 'Point', coordinates: at.get(f.id) } };
    return unplaced.length > 60 ? f : { ...f, geometry: { type: 'LineString', coordinates: [at.get(f.properties.from), at.get(f.properties.to)] } };
  });
  return { features, guessed: unplaced.length };
}
